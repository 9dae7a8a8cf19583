package dev.headgate.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code bin/headgate} as a person does, and looks how long it takes. Used by one thread. */
final class GeneratorRuns {
    private static final double KILOBYTES = 1024;

    private final WorkFolder folder;
    private final Path home;

    GeneratorRuns(WorkFolder folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    GeneratorResult measure(GeneratorCase measured, int rounds) throws IOException, InterruptedException {
        Path fresh = folder.fresh();
        try {
            Path topology = Files.writeString(
                    fresh.resolve("topology.yaml"),
                    measured.isExample()
                            ? Files.readString(home.resolve("examples/clickstream.yaml"))
                            : measured.topology());
            if (measured.command().equals("plan")) {
                Run unused = run(
                        fresh,
                        List.of(
                                "render",
                                topology.toString(),
                                "--out",
                                fresh.resolve("out").toString()));
            }
            List<Double> seconds = new ArrayList<>();
            List<Double> megabytes = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                Run run = run(fresh, arguments(measured.command(), topology, fresh.resolve(out(measured, round))));
                seconds.add(run.seconds());
                megabytes.add(run.megabytes());
            }
            return new GeneratorResult(measured.name(), Median.of(seconds), Median.of(megabytes));
        } finally {
            folder.remove(fresh);
        }
    }

    private static String out(GeneratorCase measured, int round) {
        return measured.command().equals("render") ? "out" + round : "out";
    }

    private static List<String> arguments(String command, Path topology, Path out) {
        return switch (command) {
            case "validate" -> List.of(command, topology.toString());
            // Each time all of it anew.
            case "render" ->
                List.of(command, topology.toString(), "--out", out.toString(), "--lock", out + ".lock.yaml");
            default -> List.of(command, topology.toString(), "--out", out.toString());
        };
    }

    private record Run(double seconds, double megabytes) {}

    private Run run(Path fresh, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, home.resolve("bin/headgate").toString());
        Path said = fresh.resolve("said.log");
        long begun = System.nanoTime();
        Process process = folder.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()));
        double most = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, resident(process.pid()));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (process.exitValue() != 0) {
            throw new BenchmarkException(
                    "'headgate %s' failed: %s".formatted(String.join(" ", arguments), Files.readString(said)));
        }
        return new Run(seconds, most);
    }

    /** The most that a process had resident so far; the launcher becomes the JVM, so there is one process only. */
    private static double resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
