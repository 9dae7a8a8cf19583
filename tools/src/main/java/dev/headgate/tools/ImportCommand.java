package dev.headgate.tools;

import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves events from elsewhere into a journal. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Store the undelivered events of a stopped stock file channel in a journal, so that nobody has to drain"
                    + " it to switch.",
            "",
            "The file channel is only read. An import that was killed is run again and stores what is missing, each"
                    + " event once. Start the agent with the journal only when it is done, and never with the file"
                    + " channel again; its folders can be removed then."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything is in the journal.", "2:It is not; stderr says why."})
final class ImportCommand implements Callable<Integer> {
    private static final long EVENTS_PER_MESSAGE = 1_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--file-channel",
            required = true,
            paramLabel = "CHECKPOINT",
            description = "The checkpointDir of the file channel.")
    private @Nullable Path checkpoint;

    @Parameters(
            index = "0..*",
            arity = "2..*",
            paramLabel = "DATA... DIR",
            hideParamSyntax = true,
            description =
                    "The dataDirs of the file channel, and last the journal's folder: all of them, with commas between them, where it has several.")
    private List<String> folders = List.of();

    @Override
    public Integer call() {
        CommandOutput output = CommandOutput.of(spec);
        if (folders.size() < 2 || checkpoint == null) {
            throw new ParameterException(
                    output.commandLine(), "Give the dataDirs of the file channel, and last the journal's folder");
        }
        RequiredFlume.require(RequiredFlume.FILE_CHANNEL);
        FileChannelFolders source = new FileChannelFolders(checkpoint, paths(folders.subList(0, folders.size() - 1)));
        List<Path> journal = paths(folders.subList(folders.size() - 1, folders.size()));
        try {
            FileChannelImport.Result result = new FileChannelImport(source, journal, progress(output)).run();
            output.out().print(report(result, source, journal));
            output.out().flush();
            return ExitStatus.FINE;
        } catch (IOException failed) {
            throw new UserError(Reasons.of(failed), failed);
        }
    }

    private static List<Path> paths(List<String> given) {
        return given.stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(Path::of)
                .toList();
    }

    private static LongConsumer progress(CommandOutput output) {
        long[] next = {EVENTS_PER_MESSAGE};
        return events -> {
            if (events >= next[0]) {
                next[0] = events + EVENTS_PER_MESSAGE;
                output.err().printf("%,d events read.%n", events);
                output.err().flush();
            }
        };
    }

    private static String report(FileChannelImport.Result result, FileChannelFolders source, List<Path> journal) {
        String repeats = result.repeats() == 0
                ? ""
                : " %,d of them were there from an import before.%n".formatted(result.repeats());
        return "All %,d events of the file channel are in the journal in %s.%n"
                        .formatted(result.events(), names(journal))
                + repeats
                + "Start the agent with the journal, and remove what is done with: %s%n".formatted(names(source.all()));
    }

    private static String names(List<Path> folders) {
        return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
