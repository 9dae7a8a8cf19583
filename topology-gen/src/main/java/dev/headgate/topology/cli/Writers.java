package dev.headgate.topology.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where a subcommand writes: results to {@code out}, messages to {@code err}. */
record Writers(CommandLine commandLine) {
    /** Those of the command that picocli has put into a field. */
    static Writers of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("A command runs within a command line only.");
        }
        return new Writers(spec.commandLine());
    }

    PrintWriter out() {
        return commandLine.getOut();
    }

    PrintWriter err() {
        return commandLine.getErr();
    }

    boolean hasColors() {
        return commandLine.getColorScheme().ansi().enabled();
    }
}
