package dev.headgate.benchmark;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all benchmarks share: the options, the folder, the rounds and the output. A benchmark adds a name, a description and
 * its cases.
 */
abstract class BenchmarkCommand implements Callable<Integer> {
    private static final int USUAL_ROUNDS = 5;
    private static final int MOST_ROUNDS = 99;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "One short round of each: to try it out, not to quote.")
    private boolean quick;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description =
                    "text, a table at the end, by default; json is one object per line, as soon as a case is done.")
    private Output output = Output.TEXT;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "A folder on the disk to measure; what is written there is removed."
                    + " Default: the system's temporary folder.")
    private @Nullable Path dir;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Only these cases. Default: all of them.")
    private List<String> wanted = new ArrayList<>();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured. Default: 5; with --quick 1.")
    private @Nullable Integer rounds;

    enum Output {
        TEXT,
        JSON
    }

    /** The cases, in the order in which they run. */
    abstract List<? extends BenchmarkCase> cases(Extent extent, ChildJvm children, MeasuredStores stores);

    @Override
    public final Integer call() throws InterruptedException {
        CommandLine commandLine = commandLine();
        Extent extent = Extent.of(quick);
        int measured = rounds(commandLine);
        requireFolder();
        PrintWriter err = commandLine.getErr();
        try (WorkFolder folder = WorkFolder.make(Optional.ofNullable(dir), extent.neededBytes());
                MeasuredStores stores = new MeasuredStores(folder)) {
            List<? extends BenchmarkCase> cases = select(commandLine, cases(extent, new ChildJvm(folder), stores));
            if (folder.isInMemory()) {
                err.println("headgate: The folder of the benchmark is in memory, where a sync costs nothing."
                        + " Give a folder on a disk with --dir.");
            }
            run(cases, new Comparison(folder, measured, err), commandLine.getOut());
            return ExitStatus.FINE;
        } catch (BenchmarkException failed) {
            throw new UserError("The benchmark cannot go on. " + failed.getMessage(), failed);
        } catch (IOException failed) {
            throw new UserError("The benchmark cannot go on: " + failed + ". Check the disk.", failed);
        }
    }

    private void run(List<? extends BenchmarkCase> cases, Comparison comparison, PrintWriter out)
            throws IOException, InterruptedException {
        List<CaseResult> results = new ArrayList<>();
        for (BenchmarkCase next : cases) {
            CaseResult result = comparison.run(next);
            results.add(result);
            if (output == Output.JSON) {
                out.println(result.json());
                out.flush();
            }
        }
        if (output == Output.TEXT) {
            out.print(ResultTable.of(results));
            out.flush();
        }
    }

    private int rounds(CommandLine commandLine) {
        Integer given = rounds;
        if (given == null) {
            return quick ? 1 : USUAL_ROUNDS;
        }
        if (given < 1 || given > MOST_ROUNDS) {
            throw new ParameterException(
                    commandLine, "Bad value '" + given + "' for '--rounds': give 1 to " + MOST_ROUNDS);
        }
        return given;
    }

    private void requireFolder() {
        Path given = dir;
        if (given != null && (!Files.isDirectory(given) || !Files.isWritable(given))) {
            throw new UserError("Bad value '%s' for '--dir': %s. Give a folder that can be written."
                    .formatted(
                            given, Files.isDirectory(given) ? "you may not write to it" : "there is no such folder"));
        }
    }

    private List<? extends BenchmarkCase> select(CommandLine commandLine, List<? extends BenchmarkCase> all) {
        List<String> names = all.stream().map(BenchmarkCase::name).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        commandLine,
                        "Bad value '" + name + "' for '--case': "
                                + NearestName.of(name, names)
                                        .map(nearest -> "did you mean '" + nearest + "'?")
                                        .orElse("give some of " + String.join(", ", names)));
            }
        }
        return all.stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(each.name()))
                .toList();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("A command runs within a command line only.");
        }
        return spec.commandLine();
    }
}
