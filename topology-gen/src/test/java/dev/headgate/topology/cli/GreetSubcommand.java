package dev.headgate.topology.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A subcommand of another module. */
@Command(name = "greet")
public final class GreetSubcommand implements Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters
    private String mood = "";

    @Override
    public Integer call() {
        switch (mood) {
            case "mistake" -> throw new UserError("Cannot greet 'mistake': it is one. Mend it.");
            case "bug" -> throw new IllegalArgumentException("off by one");
            default -> Writers.of(spec).out().println("hello");
        }
        return ExitStatus.FINE;
    }
}
