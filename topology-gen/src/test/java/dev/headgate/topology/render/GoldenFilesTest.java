package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Examples;
import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.place.AgentSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All files of whole topologies. {@code -Dgolden.update=true} writes them anew. */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int MOST_FILES = 200;

    private static Deployment deployment(Examples example) throws IOException {
        Outcome<Deployment> outcome = example.read().then(Written::compile);
        assertThat(Written.shown(outcome)).isEmpty();
        return outcome.get();
    }

    private static Deployment deployment(Path file) throws IOException {
        return deployment(new Examples(file, null));
    }

    static List<Examples> examples() throws IOException {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersWhatItRenderedBefore(Examples example) throws IOException {
        Deployment deployment = deployment(example);
        Path golden = GOLDEN.resolve(example.name());
        SortedMap<String, String> shown = shown(deployment);
        if (Boolean.getBoolean("golden.update")) {
            for (var file : shown.entrySet()) {
                Files.createDirectories(golden.resolve(file.getKey()).getParent());
                Files.writeString(golden.resolve(file.getKey()), file.getValue());
            }
        }

        assertThat(texts(golden)).isEqualTo(shown);
    }

    /** All files; of a large deployment the first agent of each tier and app server of each stream: the manifest has a hash of all others. */
    private static SortedMap<String, String> shown(Deployment deployment) {
        if (deployment.files().size() <= MOST_FILES) {
            return deployment.files();
        }
        Map<String, String> first = new LinkedHashMap<>();
        deployment.agents().forEach(agent -> first.putIfAbsent("agent " + agent.tier(), Deployment.folder(agent)));
        deployment
                .appServers()
                .forEach(server -> first.putIfAbsent("stream " + server.stream(), Deployment.folder(server)));
        SortedMap<String, String> shown = new TreeMap<>(deployment.files());
        shown.keySet()
                .removeIf(path -> path.matches("(agents|app-servers)/.*")
                        && first.values().stream().noneMatch(folder -> path.startsWith(folder + "/")));
        return shown;
    }

    @Test
    void rendersTheSameBytesInEveryLocaleAndTimeZone() throws IOException {
        Path file = Path.of("../examples/clickstream.yaml");
        SortedMap<String, String> files = deployment(file).files();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
                assertThat(deployment(file).files()).as(tag).isEqualTo(files);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void batchesDoNotShrinkTowardTheStore() throws IOException {
        for (var agent : deployment(Path.of("../examples/clickstream.yaml")).agents()) {
            assertThat(agent.sinks()).allSatisfy(sink -> assertThat(sink.batch())
                    .isEqualTo(sink instanceof AgentSink.HBase ? 20_000 : 1000));
            assertThat(agent.channels())
                    .allSatisfy(channel -> assertThat(channel.size().transactionCapacity())
                            .isBetween(1000L, channel.size().capacity()));
        }
    }

    private static SortedMap<String, String> texts(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return texts;
    }
}
