package dev.headgate.tools;

import dev.headgate.channel.journal.JournalFiles;
import dev.headgate.topology.cli.ExitStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a journal holds. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Say what a journal holds: segments, queued events and bytes, the oldest event, feeders and their progress.")
final class InspectCommand implements Callable<Integer> {
    enum Output {
        TEXT,
        JSON
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JournalInput input = new JournalInput();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to say it; text by default.")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        SummaryPrinter summary = new SummaryPrinter(input.read(JournalFiles::inspect));
        PrintWriter out = CommandOutput.of(spec).out();
        switch (output) {
            case TEXT -> out.print(summary.text(Clock.systemUTC().instant()));
            case JSON -> out.println(summary.json());
        }
        out.flush();
        return ExitStatus.FINE;
    }
}
