package dev.headgate.topology.cli;

import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.install.FlumeInstall;
import dev.headgate.topology.install.FlumeStage;
import dev.headgate.topology.model.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The Flume install whose own classes look at files last. */
final class FlumeInput {
    @Option(
            names = "--flume",
            paramLabel = "DIR",
            description = "A Flume install, whose own classes then look at every component; FLUME_HOME by default.")
    private @Nullable Path folder;

    /** Whether the command line names an install. */
    boolean isGiven() {
        return folder != null;
    }

    /** Says that nobody was asked, where no install is known. */
    void sayWhereUnknown(PrintWriter err) {
        if (home().isEmpty()) {
            err.println(
                    "headgate: Flume's own classes were not asked whether they take every component: no install is known. Give --flume DIR, or set FLUME_HOME.");
            err.flush();
        }
    }

    /** What Flume would drop of the files; nothing where there is no install. */
    Optional<List<Problem>> check(List<ConfFile> files) {
        return check(files, (agent, kind, component) -> Optional.empty());
    }

    /** The same, at the places that the files were made from. */
    Optional<List<Problem>> check(List<ConfFile> files, FlumeStage.Origin origin) {
        Optional<Path> home = home();
        if (home.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FlumeStage.check(files, FlumeInstall.in(home.get()), origin));
        } catch (IOException unreadable) {
            throw new UserError(
                    "Cannot use the Flume in '%s': %s. Give the folder with lib/ in it as --flume or FLUME_HOME."
                            .formatted(home.get(), unreadable.getMessage()),
                    unreadable);
        }
    }

    private Optional<Path> home() {
        return Optional.ofNullable(folder).or(() -> Optional.ofNullable(System.getenv("FLUME_HOME"))
                .filter(value -> !value.isEmpty())
                .map(Path::of));
    }
}
