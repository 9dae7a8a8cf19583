package dev.headgate.topology.cli;

import dev.headgate.kit.option.NearestName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command, as its {@code --help} does. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Show the help of a command, or what commands there are.",
        footerHeading = "%nExamples:%n",
        footer = {"  headgate help render", "  headgate help journal inspect"})
final class HelpCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The command, and the one below it where it has some.")
    private List<String> names = new ArrayList<>();

    @Override
    public void run() {
        Writers writers = Writers.of(spec);
        CommandLine shown = writers.commandLine().getParent();
        for (String name : names) {
            CommandLine below = shown.getSubcommands().get(name);
            if (below == null) {
                throw new UserError("Unknown command '" + name + "': '"
                        + shown.getCommandSpec().qualifiedName() + "' has none of that name"
                        + NearestName.of(name, shown.getSubcommands().keySet())
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse(". 'headgate help' shows all."));
            }
            shown = below;
        }
        shown.usage(writers.out(), shown.getColorScheme());
    }
}
