package dev.headgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.OptionReference;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.cli.CommandReference;
import dev.headgate.topology.cli.HeadgateCommand;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.lint.Lint;
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
    /** What it says it is, and its text. */
    private static final Pattern BLOCK =
            Pattern.compile("^ *```(\\w*)\\R(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern WHOLE_TOPOLOGY = Pattern.compile("^topology: ", Pattern.MULTILINE);

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

    @Test
    void theReferenceOfCommandsIsCurrent() throws IOException {
        Path file = HOME.resolve("docs/commands.md");
        String reference = CommandReference.markdown(HeadgateCommand.commandLine());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, reference);
        }

        assertThat(file).hasContent(reference);
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    private static List<String> blocks(Path document, String language) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** A part of a topology is looked at in the first whole one of its document. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyTopologyInADocumentIsFine(Path document) throws IOException {
        List<String> blocks = blocks(document, "yaml");
        for (String block : blocks) {
            String whole = isWhole(block)
                    ? block
                    : TopologyFragment.complete(
                            block,
                            blocks.stream()
                                    .filter(DocumentsTest::isWhole)
                                    .findFirst()
                                    .orElseThrow());
            assertThat(problems(document.getFileName().toString(), whole))
                    .as(block)
                    .isEmpty();
        }
    }

    private static boolean isWhole(String yaml) {
        return WHOLE_TOPOLOGY.matcher(yaml).find();
    }

    /** A block that shows one component is looked at as the rest of an agent that has nothing else. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyFlumeConfInADocumentIsFine(Path document) throws IOException {
        for (String conf : blocks(document, "properties")) {
            ConfFile file = ConfFile.parse(document.getFileName().toString(), ConfFragment.complete(conf));
            assertThat(new Lint(ComponentCatalog.ofClassPath()).check(List.of(file)))
                    .extracting(Problem::text)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTopologyAndEveryFlumeConfInADocumentSaysThatItIsOne(Path document) throws IOException {
        for (String block : blocks(document, "")) {
            assertThat(block.lines())
                    .noneMatch(line -> line.matches("\\s*[\\w-]+\\.(sources|channels|sinks)\\S* = .*"))
                    .noneMatch(line -> line.matches(
                            "\\s*(topology|app-servers|tiers|stores|routes|accept|environments|tls|capacity):.*"));
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
