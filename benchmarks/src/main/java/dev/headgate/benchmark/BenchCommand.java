package dev.headgate.benchmark;

import dev.headgate.topology.cli.Subcommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures Headgate beside stock Flume; each benchmark is a subcommand. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure Headgate beside stock Flume on this machine.",
        subcommands = {
            ChannelBenchmark.class,
            GeneratorBenchmark.class,
            HBaseBenchmark.class,
            HdfsBenchmark.class,
            HopBenchmark.class,
            KafkaBenchmark.class
        })
public final class BenchCommand implements Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("A command runs within a command line only.");
        }
        throw new ParameterException(spec.commandLine(), "Missing subcommand");
    }
}
