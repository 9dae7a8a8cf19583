package dev.headgate.demo;

import dev.headgate.kit.option.Durations;
import dev.headgate.testbed.TestbedException;
import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.Subcommand;
import dev.headgate.topology.cli.UserError;
import dev.headgate.topology.model.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a topology on this machine, from its file to events read back from the stores. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run a whole topology on this machine and count what lands.",
            "",
            "Starts HDFS, HBase and Kafka in one process; renders the topology; starts every agent in a process of its"
                    + " own; sends events from app servers, through Flume's RPC clients and through tailed files; kills"
                    + " an agent of the outermost and one of the innermost tier with kill -9 in mid-flow, and starts"
                    + " again whatever dies; waits until the channels are empty; reads every store back and counts."
                    + " Everything listens on 127.0.0.1 and writes below one folder, which is removed at the end.",
            "",
            "Needs 6 GB of memory, 2 GB of disk and about two minutes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate demo                      # made-up clicks, and the servers' own log",
            "  headgate demo --input access.log   # the lines of a log of yours",
            "  headgate demo --topology my.yaml   # a topology of yours"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:Nothing is missing in any store.",
            "1:Events are missing.",
            "2:It could not run.",
            "130:Ended by Ctrl-C."
        })
public final class DemoCommand implements Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Send the lines of this file, each once, instead of made-up clicks and the servers' own log.")
    private @Nullable Path input;

    @Option(
            names = "--topology",
            paramLabel = "FILE",
            description = "The topology. Default: examples/clickstream.yaml.")
    private @Nullable Path topology;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Which of the topology's environments is meant.")
    private @Nullable String environment;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long events are sent: 10s to 10m. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ofSeconds(30);

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "First of the ports that the agents listen on. Default: a free range.")
    private @Nullable Integer port;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Folder for all files; must be empty or absent. Default: a new one in the system's temporary folder.")
    private @Nullable Path work;

    @Option(names = "--keep", description = "Keep all files at the end.")
    private boolean keep;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Form of the result: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.text;

    /** Lower case, as it is typed. */
    @SuppressWarnings("MemberName")
    enum Form {
        text,
        json
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine commandLine = commandLine();
        DemoSettings settings = settings(commandLine);
        requireRunnable(DemoTopology.read(settings, List.of()));
        boolean isLive = Boolean.getBoolean("headgate.terminal") && !"dumb".equals(System.getenv("TERM"));
        DemoConsole console = new DemoConsole(commandLine.getErr(), isLive);
        try (WorkFolder folder = WorkFolder.make(settings.work(), settings.keep());
                Demo demo = new Demo(settings, folder, console)) {
            folder.onSignal(demo::endBySignal);
            DemoReport report = demo.run();
            commandLine.getOut().print(form == Form.json ? report.json() + "\n" : report.text());
            commandLine.getOut().flush();
            return report.isComplete() ? ExitStatus.FINE : ExitStatus.NO;
        } catch (TestbedException failed) {
            throw new UserError("The demo cannot go on: " + failed.getMessage(), failed);
        } catch (IOException failed) {
            throw new UserError(
                    "The demo cannot go on: " + failed + ". Check the disk, and run again with --keep.", failed);
        }
    }

    private DemoSettings settings(CommandLine commandLine) {
        String home = System.getProperty("headgate.home");
        if (home == null || !Files.isDirectory(Path.of(home, "testbed"))) {
            throw new UserError(
                    "The demo runs from a source checkout only. Clone the project and run its bin/headgate.");
        }
        Integer first = port;
        if (first != null && (first < 1 || first > 65_000)) {
            throw new ParameterException(commandLine, "Bad value '" + first + "' for '--port': give 1 to 65000.");
        }
        Path file = topology == null ? Path.of(home, "examples", "clickstream.yaml") : topology;
        requireReadable("--topology", file);
        if (input != null) {
            requireReadable("--input", input);
        }
        return new DemoSettings(
                Path.of(home),
                file,
                Optional.ofNullable(environment),
                Optional.ofNullable(input),
                duration,
                first == null ? OptionalInt.empty() : OptionalInt.of(first),
                Optional.ofNullable(work),
                keep);
    }

    private static void requireRunnable(Topology topology) {
        List<String> limits = DemoLimits.of(topology);
        if (!limits.isEmpty()) {
            throw new UserError(
                    "The demo cannot run this topology, and has started nothing:\n" + String.join("\n", limits));
        }
    }

    private static void requireReadable(String option, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String why = !Files.exists(file)
                    ? "there is no such file"
                    : Files.isReadable(file) ? "it is no file" : "you may not read it";
            throw new UserError(
                    "Bad value '%s' for '%s': %s. Give a file that can be read.".formatted(file, option, why));
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("A command runs within a command line only.");
        }
        return spec.commandLine();
    }

    /** Reads {@code --duration}. */
    static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration read = Durations.parse(text);
                if (read.compareTo(Duration.ofSeconds(10)) < 0 || read.compareTo(Duration.ofMinutes(10)) > 0) {
                    throw new IllegalArgumentException("out of bounds. Give 10s to 10m");
                }
                return read;
            } catch (IllegalArgumentException refused) {
                throw new CommandLine.TypeConversionException("'" + text + "' is " + refused.getMessage());
            }
        }
    }
}
