package dev.headgate.topology.cli;

import dev.headgate.kit.option.NearestName;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what is thrown into one clear message on stderr and an exit status. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final List<String> leftOut;

    /**
     * Failures of a command line.
     *
     * @param leftOut why subcommands could not be loaded; said where one is not found
     */
    Failures(List<String> leftOut) {
        this.leftOut = List.copyOf(leftOut);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int status = ExitStatus.BUG;
        if (failure instanceof UserError mistake) {
            err.println("headgate: " + mistake.getMessage());
            status = mistake.exitStatus();
        } else if (failure instanceof InvalidPathException refused) {
            err.println("headgate: Bad path '" + refused.getInput() + "': " + refused.getReason()
                    + ". Give another name, or set LC_ALL=C.UTF-8 where it has signs beyond ASCII.");
            status = ExitStatus.COULD_NOT_RUN;
        } else {
            err.println("headgate: This is a bug of Headgate: " + failure
                    + ". Run the command again with --debug and report what it prints.");
        }
        if (isDebug(command)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return status;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("headgate: " + sentence(message(mistake)));
        if (mistake instanceof UnmatchedArgumentException && command.getParent() == null) {
            leftOut.forEach(why -> err.println("A subcommand could not be loaded: " + why + "."));
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitStatus.COULD_NOT_RUN;
    }

    /** As we say it, where picocli's own words would puzzle those who do not know it. */
    private static String message(ParameterException mistake) {
        ArgSpec argument = mistake.getArgSpec();
        String own = String.valueOf(mistake.getMessage());
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched.isUnknownOption() ? own + nearestOption(unmatched) : unmatched(unmatched);
        }
        if (argument instanceof OptionSpec option && option.type().isEnum() && mistake.getValue() != null) {
            return "Invalid value '%s' for option '%s': not one of the choices. Give one of %s."
                    .formatted(
                            mistake.getValue(),
                            option.longestName(),
                            option.paramLabel().replace("|", ", "));
        }
        return own;
    }

    private static String unmatched(UnmatchedArgumentException mistake) {
        CommandLine command = mistake.getCommandLine();
        String first = mistake.getUnmatched().get(0);
        Set<String> commands = command.getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "Unexpected argument '" + first + "'. Give what the usage names, and quote what has blanks in it.";
        }
        return "Unknown command '" + first + "'"
                + NearestName.of(first, commands)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse(". Give one of " + String.join(", ", commands) + ".");
    }

    private static String nearestOption(UnmatchedArgumentException mistake) {
        String name = mistake.getUnmatched().get(0).replaceAll("=.*", "");
        return NearestName.of(
                        name,
                        mistake.getCommandLine().getCommandSpec().optionsMap().keySet())
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    private static boolean isDebug(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof HeadgateCommand root && root.isDebug();
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
