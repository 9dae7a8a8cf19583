package dev.headgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.OptionReference;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.HostFiles;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.parse.Variables;
import dev.headgate.topology.place.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say what is so. {@code -Ddocs.update=true} writes the derived ones anew. */
class DocumentsTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern YAML_BLOCK =
            Pattern.compile("^```yaml\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void theReferenceOfOptionsIsCurrent() throws IOException {
        Path file = HOME.resolve("docs/options.md");
        ComponentCatalog catalog = ComponentCatalog.ofClassPath();
        String reference =
                "# Options\n\nEvery key of every component that the generator knows, derived from their declarations.\n\n"
                        + catalog.components().stream()
                                .map(OptionReference::markdown)
                                .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, reference);
        }

        assertThat(catalog.leftOut()).isEmpty();
        assertThat(file).hasContent(reference);
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTopologyInADocumentIsFine(Path document) throws IOException {
        Matcher blocks = YAML_BLOCK.matcher(Files.readString(document));
        while (blocks.find()) {
            assertThat(problems(document.getFileName().toString(), blocks.group(1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            assertThat(document.resolveSibling(links.group(1))).exists();
        }
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCompilesWithTheRealComponents(Path example) throws IOException {
        assertThat(problems(example.getFileName().toString(), Files.readString(example)))
                .isEmpty();
    }

    private static List<String> problems(String name, String yaml) {
        TopologyText text = new TopologyText(name, yaml.getBytes(StandardCharsets.UTF_8), HostFiles.beside(HOME));
        List<String> environments = Topologies.environments(text);
        return environments.isEmpty()
                ? problems(text, null)
                : environments.stream()
                        .flatMap(environment -> problems(text, environment).stream())
                        .toList();
    }

    private static List<String> problems(TopologyText text, @Nullable String environment) {
        return Topologies.read(text, new Choices(List.of(), environment, Variables.none()))
                .then(topology -> Topologies.compile(topology, Site.production()))
                .problems()
                .stream()
                .map(Problem::text)
                .toList();
    }
}
