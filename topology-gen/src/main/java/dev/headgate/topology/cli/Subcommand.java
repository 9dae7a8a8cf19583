package dev.headgate.topology.cli;

import java.util.concurrent.Callable;

/**
 * A subcommand that another module brings.
 *
 * <p>Found by {@link java.util.ServiceLoader}. The class has a public constructor without arguments and picocli's {@code @Command}
 * with a name. {@link #call} runs on the main thread and returns an {@link ExitStatus}; it throws {@link UserError} for what the
 * user has to mend, and anything else is reported as a bug. Output goes to the writers of its {@code @Spec}'s command line.
 */
public interface Subcommand extends Callable<Integer> {}
