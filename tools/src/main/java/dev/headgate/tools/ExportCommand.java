package dev.headgate.tools;

import dev.headgate.channel.journal.JournalFiles.Damage;
import dev.headgate.topology.cli.ExitStatus;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the queued events of a journal. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Print the queued events of a journal, oldest first, as one JSON object per line.",
            "",
            "Keys: position, time (of the commit), headers, and body, or body-base64 where the body is no UTF-8 text."
                    + " Characters beyond ASCII are escaped, so the lines are the same in every locale."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:All that was asked for is printed.",
            "1:Damaged places were left out; stderr names them.",
            "2:The journal could not be read, or an agent has it."
        })
final class ExportCommand implements Callable<Integer> {
    private static final int EVENTS_PER_CHECK = 256;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JournalInput input = new JournalInput();

    @Option(names = "--limit", paramLabel = "N", description = "Print so many events at most.")
    private long limit = Long.MAX_VALUE;

    @Override
    public Integer call() {
        CommandOutput output = CommandOutput.of(spec);
        if (limit < 1) {
            throw new ParameterException(
                    output.commandLine(), "Bad value '" + limit + "' for '--limit': give 1 or more");
        }
        List<Damage> damages = input.read(journal -> {
            EventLines lines = new EventLines(output.out());
            return journal.read(event -> {
                lines.print(event);
                // A reader that has seen enough closes the pipe; a print writer tells only when it is asked.
                boolean isRead =
                        lines.count() % EVENTS_PER_CHECK != 0 || !output.out().checkError();
                return isRead && lines.count() < limit;
            });
        });
        output.out().flush();
        damages.forEach(damage -> output.err().println(VerifyCommand.line(damage)));
        output.err().flush();
        return damages.isEmpty() ? ExitStatus.FINE : ExitStatus.NO;
    }
}
