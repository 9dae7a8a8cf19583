package dev.headgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ops unpack, as it was built. */
class DistributionIT {
    private final Path unpacked = unpacked();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPluginJarBringsNoClassOfOthersUnderItsOwnName() throws IOException {
        List<Path> jars = files("lib");

        assertThat(jars).hasSize(5);
        for (Path jar : jars) {
            assertThat(classesOf(jar))
                    .as("classes of %s", jar.getFileName())
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/headgate/"));
        }
    }

    @Test
    void theClientsOfHadoopAndHBaseComeBesideThePlugins() throws IOException {
        assertThat(files("plugins.d/headgate/libext"))
                .extracting(jar -> jar.getFileName().toString().replaceAll("-[0-9].*", ""))
                .contains("hadoop-client-api", "hadoop-client-runtime", "hbase-shaded-client-byo-hadoop")
                .doesNotContain("slf4j-api", "commons-logging", "guava");
    }

    @Test
    void theCommandLineRunsFromTheUnpackedFolder() throws Exception {
        assertThat(headgate(Map.of(), "--version")).contains("0.1.0");
        // Once more, with the archive of classes that the first run has left.
        assertThat(headgate(Map.of(), "--version")).contains("0.1.0");
        assertThat(headgate(
                        Map.of(),
                        "size",
                        "-o",
                        "json",
                        unpacked.resolve("examples/one-tier.yaml").toString()))
                .startsWith("{");
    }

    @Test
    void theCommandLineReadsATopologyFromStandardInput() throws Exception {
        Path example = unpacked.resolve("examples/one-tier.yaml");

        assertThat(headgate(Map.of(), example, "validate", "-")).contains("standard input: fine. 3 agents");
    }

    @Test
    void nothingIsColouredWhereNoColorIsWanted() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "topology: [");

        assertThat(headgate(Map.of("CLICOLOR_FORCE", "1"), "validate", broken.toString()))
                .contains("\u001B[");
        assertThat(headgate(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), "validate", broken.toString()))
                .contains("error[")
                .doesNotContain("\u001B[");
    }

    private String headgate(Map<String, String> environment, String... arguments) throws Exception {
        return headgate(environment, Path.of("/dev/null"), arguments);
    }

    private String headgate(Map<String, String> environment, Path input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, unpacked.resolve("bin/headgate").toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile());
        builder.environment().remove("FLUME_HOME");
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        Process headgate = builder.start();
        String printed = new String(headgate.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(headgate.waitFor()).as(printed).isLessThan(2);
        return printed;
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(unpacked.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static List<String> classesOf(Path jar) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            return open.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        }
    }

    private static Path unpacked() {
        Path target = Path.of(System.getProperty("headgate.home"), "distribution", "target");
        try (Stream<Path> files = Files.walk(target, 3)) {
            return files.filter(path -> path.endsWith("bin") && Files.isDirectory(path.resolveSibling("plugins.d")))
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow(() -> new IllegalStateException("No unpacked distribution below " + target));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
