package dev.headgate.tools;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where a subcommand writes: results to {@code out}, messages to {@code err}. */
record CommandOutput(CommandLine commandLine) {
    /** That of the command that picocli has put into a field. */
    static CommandOutput of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("A command runs within a command line only.");
        }
        return new CommandOutput(spec.commandLine());
    }

    PrintWriter out() {
        return commandLine.getOut();
    }

    PrintWriter err() {
        return commandLine.getErr();
    }
}
