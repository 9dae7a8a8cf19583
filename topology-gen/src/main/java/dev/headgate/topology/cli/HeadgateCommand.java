package dev.headgate.topology.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.InitializationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code headgate}: its own subcommands, and those that other modules bring. */
@Command(
        name = "headgate",
        description = "Plans and renders tiers of Apache Flume agents from one topology file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            InitCommand.class,
            ValidateCommand.class,
            RenderCommand.class,
            GraphCommand.class,
            LintCommand.class,
            PlanCommand.class,
            DrainCommand.class,
            SizeCommand.class,
            ExplainCommand.class,
            SchemaCommand.class,
            OptionsCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:Fine.",
            "1:It ran, and the answer is no: validate or lint found errors, render --check a stale file, a change is refused, an agent still holds events.",
            "2:It could not run: wrong usage, a file that cannot be read or written, a topology whose errors keep it from being rendered.",
            "3:A bug of Headgate."
        })
public final class HeadgateCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces.")
    private boolean debug;

    /** Runs the command line and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(
                new StandardStreams(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err))
                        .execute(commandLine(), arguments));
    }

    /** The whole command line; a subcommand that cannot be loaded is left out, which is said where one is not found. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new HeadgateCommand());
        List<String> leftOut = addSubcommands(commandLine);
        UsageMessageSpec table = commandLine.getCommandSpec().usageMessage();
        commandLine.getSubcommands().values().forEach(command -> explainStatuses(command, table));
        commandLine.registerConverter(Path.class, HeadgateCommand::path);
        Failures failures = new Failures(leftOut);
        commandLine
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true);
        return commandLine;
    }

    private static void explainStatuses(CommandLine command, UsageMessageSpec table) {
        UsageMessageSpec own = command.getCommandSpec().usageMessage();
        if (own.exitCodeList().isEmpty()) {
            own.exitCodeListHeading(table.exitCodeListHeading()).exitCodeList(table.exitCodeList());
        }
        command.getSubcommands().values().forEach(nested -> explainStatuses(nested, table));
    }

    private static List<String> addSubcommands(CommandLine commandLine) {
        List<String> leftOut = new ArrayList<>();
        Iterator<Subcommand> found = ServiceLoader.load(Subcommand.class).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return leftOut;
                }
                commandLine.addSubcommand(found.next());
            } catch (ServiceConfigurationError | InitializationException broken) {
                // ServiceLoader's way to say that one provider is broken; the next call goes on with the next provider.
                leftOut.add(String.valueOf(broken.getMessage()));
            }
        }
    }

    /** An empty one, as of a variable that is not set, would be the folder that the command runs in. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("the name is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException refused) {
            throw new TypeConversionException("'" + text + "' is no path: " + refused.getReason());
        }
    }

    @Override
    public void run() {
        throw new ParameterException(Writers.of(spec).commandLine(), "Missing subcommand");
    }

    /** Whether stack traces are wanted. */
    boolean isDebug() {
        return debug;
    }
}
