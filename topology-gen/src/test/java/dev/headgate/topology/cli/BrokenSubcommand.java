package dev.headgate.topology.cli;

/** A subcommand of another module that cannot be made. */
public final class BrokenSubcommand implements Subcommand {
    public BrokenSubcommand() {
        throw new IllegalStateException("broken on purpose");
    }

    @Override
    public Integer call() {
        return ExitStatus.FINE;
    }
}
