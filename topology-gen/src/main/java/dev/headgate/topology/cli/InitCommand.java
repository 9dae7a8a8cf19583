package dev.headgate.topology.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        description = "Write a first topology file, with comments, to put your own names and numbers in.",
        footerHeading = "%nExamples:%n",
        footer = {"  headgate init", "  headgate init clickstream.yaml", "  headgate init - | headgate validate -"})
final class InitCommand implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to write, topology.yaml by default; - writes to standard output.")
    private String file = "topology.yaml";

    @Option(names = "--force", description = "Overwrite the file where it is there.")
    private boolean force;

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        PrintWriter out = writers.out();
        if (file.equals(STDOUT)) {
            out.print(new String(starter(), StandardCharsets.UTF_8));
        } else {
            write(Path.of(file));
            out.println(file + ": written. Put your names and numbers in, then: headgate validate " + file);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private void write(Path path) {
        OpenOption[] how = force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.write(path, starter(), how);
        } catch (FileAlreadyExistsException there) {
            throw new UserError(
                    "Cannot write '" + file + "': it is there already. Give another name, or --force to overwrite it.",
                    there);
        } catch (IOException failed) {
            throw new UserError(
                    "Cannot write '" + file + "': " + TopologyInput.why(failed) + ". Check the folder.", failed);
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
