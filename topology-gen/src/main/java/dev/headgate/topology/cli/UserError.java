package dev.headgate.topology.cli;

/**
 * Something the user has to mend before a command can run. The command line prints the message alone, without a stack trace,
 * and exits with {@link ExitStatus#COULD_NOT_RUN}.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An error.
     *
     * @param message what failed, why, and what to do
     */
    public UserError(String message) {
        super(message, null, false, false);
    }

    /** An error with a cause that {@code --debug} shows. */
    public UserError(String message, Throwable cause) {
        super(message, cause, false, true);
    }

    public int exitStatus() {
        return ExitStatus.COULD_NOT_RUN;
    }
}
