package dev.headgate.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Flume install as an ops team has it: {@code lib/} with Flume's own jars and ours dropped in, {@code plugins.d/} and
 * {@code bin/flume-ng}. Immutable once it is assembled.
 */
public final class FlumeInstall {
    private static final String LAUNCHER = "flume-ng";

    private final Path folder;

    private FlumeInstall(Path folder) {
        this.folder = folder;
    }

    /** Where the build of this project puts the jars of a stock Flume. */
    public static Path stockLib(Path home) {
        return home.resolve("testbed/flume/target/flume/lib");
    }

    /**
     * Makes an install. Jars are linked where the file system can, else copied.
     *
     * @param folder the install's own folder; made when it is not there
     * @param flumeLib the jars of a stock Flume, see {@link #stockLib}
     * @param jarsIntoLib what the ops team drops into {@code lib}
     * @param jarsIntoPluginLibext what it drops into {@code plugins.d/headgate/libext}
     * @throws TestbedException when a jar is missing or the folder cannot be written
     */
    public static FlumeInstall assemble(
            Path folder, Path flumeLib, List<Path> jarsIntoLib, List<Path> jarsIntoPluginLibext) {
        Path root = folder.toAbsolutePath();
        try {
            Path lib = Files.createDirectories(root.resolve("lib"));
            Path libext = Files.createDirectories(root.resolve("plugins.d/headgate/libext"));
            placeAll(stockJars(flumeLib), lib);
            placeAll(jarsIntoLib, lib);
            placeAll(jarsIntoPluginLibext, libext);
            writeLauncher(Files.createDirectories(root.resolve("bin")).resolve(LAUNCHER));
        } catch (IOException e) {
            throw new TestbedException(
                    "cannot assemble a Flume install in '" + root + "': " + e
                            + ". Check that the folder can be written, its disk is not full and the project is built"
                            + " (mvn package -DskipTests).",
                    e);
        }
        return new FlumeInstall(root);
    }

    private static List<Path> stockJars(Path flumeLib) throws IOException {
        try (Stream<Path> jars = Files.list(flumeLib)) {
            return jars.sorted().toList();
        }
    }

    private static void placeAll(List<Path> jars, Path folder) throws IOException {
        for (Path jar : jars) {
            Path target = folder.resolve(jar.getFileName());
            Files.deleteIfExists(target);
            place(jar.toRealPath(), target);
        }
    }

    private static void place(Path jar, Path target) throws IOException {
        try {
            Files.createLink(target, jar);
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system, or one without hard links.
            Files.copy(jar, target);
        }
    }

    private static void writeLauncher(Path launcher) throws IOException {
        Files.deleteIfExists(launcher);
        try (InputStream script = Objects.requireNonNull(FlumeInstall.class.getResourceAsStream(LAUNCHER))) {
            Files.copy(script, launcher);
        }
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The folder of the install, absolute. */
    public Path folder() {
        return folder;
    }

    /** The script that starts an agent. */
    public Path launcher() {
        return folder.resolve("bin").resolve(LAUNCHER);
    }
}
