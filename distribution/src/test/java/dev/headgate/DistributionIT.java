package dev.headgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What ops unpack, as it was built. */
class DistributionIT {
    private final Path unpacked = unpacked();

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
        Process headgate = new ProcessBuilder(unpacked.resolve("bin/headgate").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String printed = new String(headgate.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(headgate.waitFor()).as(printed).isZero();
        assertThat(printed).contains("0.1.0");
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
