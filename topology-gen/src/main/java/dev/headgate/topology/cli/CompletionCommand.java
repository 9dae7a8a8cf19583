package dev.headgate.topology.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that lets a shell complete the command line. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Print a completion script for bash and zsh: source <(headgate completion)")
final class CompletionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        Writers writers = Writers.of(spec);
        CommandLine root = writers.commandLine().getParent();
        PrintWriter out = writers.out();
        out.print(AutoComplete.bash(root.getCommandName(), root));
        out.flush();
    }
}
