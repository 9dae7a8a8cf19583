package dev.headgate.tools;

import dev.headgate.topology.cli.Subcommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into journals, the durable channels, and moves events into them. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = {
            "Look into the journals of stopped agents, and move a file channel's events into one.",
            "",
            "Needs Flume's own classes: in an unpacked distribution FLUME_HOME must name the folder of your Flume."
        },
        subcommands = {InspectCommand.class, VerifyCommand.class, ExportCommand.class, ImportCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate journal inspect /var/lib/flume/journal",
            "  headgate journal verify /disk1/journal /disk2/journal",
            "  headgate journal export --limit 10 /var/lib/flume/journal",
            "  headgate journal import --file-channel /var/lib/flume/checkpoint /var/lib/flume/data /var/lib/flume/journal"
        })
public final class JournalCommand implements Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(CommandOutput.of(spec).commandLine(), "Missing subcommand");
    }
}
