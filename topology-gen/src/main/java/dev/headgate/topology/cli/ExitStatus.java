package dev.headgate.topology.cli;

/** What the command line's exit status says. */
public final class ExitStatus {
    public static final int FINE = 0;

    /** It ran, and the answer is no. */
    public static final int NO = 1;

    /** It could not run: wrong usage, a file that cannot be read or written, a topology with errors where one without is wanted. */
    public static final int COULD_NOT_RUN = 2;

    /** A bug of ours. */
    public static final int BUG = 3;

    private ExitStatus() {}
}
