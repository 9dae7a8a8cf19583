package dev.headgate.benchmark;

import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line itself, from the shell's prompt: nothing of stock Flume's does what it does. */
@Command(
        name = "generator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure how long the command line takes, from the shell's prompt to its end, and its memory.",
            "",
            "Cases:",
            "  plan-example    plan of examples/clickstream.yaml, rendered before: there is nothing to do",
            "  validate-1000   1,000 app servers and about 100 agents",
            "  render-1000     into an empty folder",
            "  plan-1000       of what was rendered",
            "  validate-10000  10,000 app servers and about 1,000 agents; ten times 1000 would be linear",
            "  render-10000",
            "  plan-10000",
            "",
            "Medians of all rounds; the memory is the most that a process had resident. Needs Linux, half a gigabyte of memory"
                    + " and of disk, and two minutes. Leave the machine alone meanwhile."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything was measured.", "2:It could not run.", "130:Ended by Ctrl-C."})
final class GeneratorBenchmark implements Callable<Integer> {
    private static final int USUAL_ROUNDS = 5;
    private static final int MOST_ROUNDS = 99;
    private static final long NEEDED_BYTES = 512L << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "One round of the small cases: to try it out, not to quote.")
    private boolean quick;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description =
                    "text, a table at the end, by default; json is one object per line, as soon as a case is done.")
    private BenchmarkCommand.Output output = BenchmarkCommand.Output.TEXT;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "A folder to work in; what is written there is removed. Default: the system's temporary folder.")
    private @Nullable Path dir;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured. Default: 5; with --quick 1.")
    private @Nullable Integer rounds;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("A command runs within a command line only.");
        }
        int measured = rounds == null ? quick ? 1 : USUAL_ROUNDS : rounds;
        if (measured < 1 || measured > MOST_ROUNDS) {
            throw new ParameterException(
                    spec.commandLine(), "Bad value '" + measured + "' for '--rounds': give 1 to " + MOST_ROUNDS);
        }
        try (WorkFolder folder = WorkFolder.make(Optional.ofNullable(dir), NEEDED_BYTES)) {
            run(new GeneratorRuns(folder, home()), measured, spec.commandLine().getOut());
            return ExitStatus.FINE;
        } catch (BenchmarkException failed) {
            throw new UserError("The benchmark cannot go on. " + failed.getMessage(), failed);
        } catch (IOException failed) {
            throw new UserError("The benchmark cannot go on: " + failed + ". Check the disk.", failed);
        }
    }

    private void run(GeneratorRuns runs, int measured, PrintWriter out) throws IOException, InterruptedException {
        List<GeneratorResult> results = new ArrayList<>();
        for (GeneratorCase next : cases()) {
            GeneratorResult result = runs.measure(next, measured);
            results.add(result);
            if (output == BenchmarkCommand.Output.JSON) {
                out.println(result.json());
                out.flush();
            }
        }
        if (output == BenchmarkCommand.Output.TEXT) {
            out.printf(Locale.ROOT, "%-16s %-5s %9s %10s%n", "case", "unit", "headgate", "memory MB");
            results.forEach(result -> out.println(result.row()));
            out.flush();
        }
    }

    private List<GeneratorCase> cases() {
        List<GeneratorCase> cases = new ArrayList<>();
        cases.add(new GeneratorCase("plan", 0));
        for (int servers : quick ? new int[] {1000} : new int[] {1000, 10_000}) {
            cases.add(new GeneratorCase("validate", servers));
            cases.add(new GeneratorCase("render", servers));
            cases.add(new GeneratorCase("plan", servers));
        }
        return cases;
    }

    private static Path home() {
        Path home = Path.of(System.getProperty("headgate.home", "."));
        if (!Files.isExecutable(home.resolve("bin/headgate"))) {
            throw new UserError(
                    "Benchmarks run from a source checkout only. Clone the project and run its bin/headgate.");
        }
        return home;
    }
}
