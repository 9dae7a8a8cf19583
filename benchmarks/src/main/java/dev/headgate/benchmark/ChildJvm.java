package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.topology.cli.UserError;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs main classes of this module, each in a JVM of its own with the same flags, so that neither side meets what the other
 * has left behind. Used by one thread.
 *
 * <p>A child answers with one line of JSON on stdout and is then killed with {@code kill -9}; it ends by itself when its
 * stdin does. An answer with {@code failed} says why there is no other.
 */
final class ChildJvm {
    /** Memory that is used for the first time is slow, and an agent that has run for a minute has used all of its own. */
    private static final List<String> FLAGS = List.of(
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseG1GC",
            "-XX:+AlwaysPreTouch",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private static final int SHOWN_LINES = 20;

    private final WorkFolder folder;

    ChildJvm(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * Runs a child until it has answered.
     *
     * @param patience how long it may take
     * @throws BenchmarkException where it fails or does not answer in time
     */
    JsonObject ask(Class<?> main, List<String> arguments, Duration patience) throws IOException {
        try (Child child = start(main, arguments, patience)) {
            return child.answer();
        }
    }

    /**
     * Starts a child beside others.
     *
     * @param patience how long it may run
     */
    Child start(Class<?> main, List<String> arguments, Duration patience) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classpath(), main.getName()));
        command.addAll(arguments);
        Path errors = folder.path().resolve(main.getSimpleName() + ".log");
        Process process = folder.start(new ProcessBuilder(command).redirectError(errors.toFile()));
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        return new Child(folder, process, process.inputReader(), String.join(" ", arguments), errors);
    }

    /** A child that runs; killed when it is closed. */
    record Child(WorkFolder folder, Process process, BufferedReader answers, String arguments, Path errors)
            implements AutoCloseable {
        /**
         * Its next answer.
         *
         * @throws BenchmarkException where it fails or does not answer in time
         */
        JsonObject answer() throws IOException {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("{")) {
                    JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
                    if (answer.has("failed")) {
                        throw new BenchmarkException("Measuring with '%s' failed: %s.%s"
                                .formatted(arguments, answer.get("failed").getAsString(), lastLines(errors)));
                    }
                    return answer;
                }
            }
            throw new BenchmarkException(
                    "Measuring with '%s' failed: the process ended, or was ended as it took too long.%s"
                            .formatted(arguments, lastLines(errors)));
        }

        @Override
        public void close() {
            folder.kill(process);
        }
    }

    private static String lastLines(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors);
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return last.isEmpty() ? "" : " Its last lines:\n" + String.join("\n", last);
    }

    /** The class path of this module alone: the command line's has more on it, at other versions than Flume's. */
    private static String classpath() throws IOException {
        Path target = Path.of(System.getProperty("headgate.home", "."), "benchmarks", "target");
        Path written = target.resolve("runtime.classpath");
        if (!Files.isRegularFile(written)) {
            throw new UserError(
                    "Benchmarks run from a source checkout only. Clone the project and run its bin/headgate.");
        }
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(written).strip();
    }
}
