package dev.headgate.demo;

import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.TestbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A stock Flume with what the distribution of this checkout drops into it. */
final class DemoInstall {
    private DemoInstall() {}

    /**
     * Assembles it.
     *
     * @param home the folder of this project, built at least to {@code package}
     * @param folder of the install
     */
    static FlumeInstall in(Path home, Path folder) throws IOException {
        Path distribution = unpackedDistribution(home);
        return FlumeInstall.assemble(
                folder,
                FlumeInstall.stockLib(home),
                jars(distribution.resolve("lib")),
                jars(distribution.resolve("plugins.d/headgate/libext")));
    }

    private static Path unpackedDistribution(Path home) throws IOException {
        try (Stream<Path> found = Files.walk(home.resolve("distribution/target"), 3)) {
            return found.filter(path -> path.endsWith("plugins.d"))
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow(
                            () -> new TestbedException("the distribution is not built. Run mvn -DskipTests package"));
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }
}
