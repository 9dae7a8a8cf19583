package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Examples;
import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        if (Boolean.getBoolean("golden.update")) {
            deployment.writeTo(golden);
        }

        assertThat(texts(golden)).isEqualTo(deployment.files());
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
            assertThat(agent.sinks())
                    .allSatisfy(sink -> assertThat(sink.batch()).isEqualTo(1000));
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
