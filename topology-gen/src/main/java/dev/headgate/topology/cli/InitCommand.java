package dev.headgate.topology.cli;

import dev.headgate.topology.adopt.Adoption;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first topology. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Write a first topology file, with comments, to put your own names and numbers in; or make one of the flume.conf files that run already, and say what of them does not fit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate init",
            "  headgate init clickstream.yaml",
            "  headgate init - | headgate validate -",
            "  headgate init ours.yaml --from /etc/flume/edge.conf /etc/flume/collector.conf"
        })
final class InitCommand implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to write, topology.yaml by default; - writes to standard output.")
    private @Nullable String given;

    @Option(
            names = "--from",
            arity = "1..*",
            paramLabel = "CONF",
            description = "flume.conf files of agents that run already, to make a first topology of.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--force", description = "Overwrite the file where it is there.")
    private boolean force;

    private String file = "topology.yaml";

    @Override
    public Integer call() {
        file = target();
        Writers writers = Writers.of(spec);
        byte[] topology = from.isEmpty() ? starter() : adopted(writers).getBytes(StandardCharsets.UTF_8);
        PrintWriter out = writers.out();
        if (file.equals(STDOUT)) {
            out.print(new String(topology, StandardCharsets.UTF_8));
        } else {
            write(Path.of(file), topology);
            out.println(file + ": written. Put your names and numbers in, then: headgate validate " + file);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** FILE, also where it stands behind the files of --from, which take all names that follow. */
    private String target() {
        String last = from.isEmpty() ? "" : from.get(from.size() - 1);
        if (given == null && from.size() > 1 && (last.equals(STDOUT) || last.matches(".*\\.ya?ml"))) {
            from = List.copyOf(from.subList(0, from.size() - 1));
            return last;
        }
        if (given != null && given.isEmpty()) {
            throw new UserError("Cannot write '': the name is empty. Give a file, or - for standard output.");
        }
        return given == null ? file : given;
    }

    /** A topology of the agents that run already; what does not fit is said. */
    private String adopted(Writers writers) {
        List<ConfFile> files = from.stream().distinct().map(ConfInput::read).toList();
        List<Problem> unreadable =
                files.stream().flatMap(read -> read.problems().stream()).toList();
        Adoption.Adopted adopted = Adoption.of(files, topologyName(), ComponentCatalog.ofClassPath());
        List<Problem> problems = new ArrayList<>(unreadable);
        problems.addAll(adopted.problems());
        ProblemPrinter.print(problems, writers.err(), writers.hasColors());
        if (!problems.isEmpty()) {
            writers.err()
                    .println("headgate: "
                            + ProblemPrinter.amount(problems.size(), "thing")
                            + " of the files did not fit, or fits otherwise; each is said above.");
        }
        writers.err().flush();
        return adopted.yaml()
                .orElseThrow(
                        () -> new UserError(
                                "Nothing to make a topology of in " + String.join(", ", from)
                                        + ": no source that takes events from outside leads to a sink that writes to HDFS, HBase or Kafka. Give the files of all agents on the way."));
    }

    private String topologyName() {
        String name = file.equals(STDOUT)
                ? ""
                : Path.of(file)
                        .getFileName()
                        .toString()
                        .replaceAll("\\.[^.]*$", "")
                        .replaceAll("[^A-Za-z0-9_-]", "-");
        return name.matches("[A-Za-z][A-Za-z0-9_-]{0,62}") ? name : "adopted";
    }

    /** Whole, or not at all. */
    private void write(Path path, byte[] topology) {
        if (Files.isDirectory(path)) {
            throw new UserError("Cannot write '" + file + "': it is a folder. Give the name of a file in it.");
        }
        if (Files.exists(path) && !force) {
            throw new UserError(
                    "Cannot write '" + file + "': it is there already. Give another name, or --force to overwrite it.");
        }
        Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
        try {
            try {
                Files.write(fresh, topology);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (NoSuchFileException nowhere) {
            throw new UserError("Cannot write '" + file + "': its folder is not there. Make it first.", nowhere);
        } catch (IOException failed) {
            throw new UserError(
                    "Cannot write '" + file + "': " + RenderCommand.why(failed) + ". Check the folder and its disk.",
                    failed);
        }
    }

    private static byte[] starter() {
        try (InputStream starter = Objects.requireNonNull(InitCommand.class.getResourceAsStream("starter.yaml"))) {
            return starter.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The starter cannot be read.", unreadable);
        }
    }
}
