package dev.headgate.topology.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
        err.println("headgate: " + sentence(String.valueOf(mistake.getMessage())));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        if (mistake instanceof UnmatchedArgumentException && command.getParent() == null) {
            leftOut.forEach(why -> err.println("A subcommand could not be loaded: " + why + "."));
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitStatus.COULD_NOT_RUN;
    }

    private static boolean isDebug(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof HeadgateCommand root && root.isDebug();
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
