package dev.headgate.topology;

import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A topology that users are shown, or that a test has beside it.
 *
 * @param environment the last one of the file, if it has any
 */
public record Examples(Path file, @Nullable String environment) {
    /** All of them, each once. */
    public static List<Examples> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".yaml")),
                            Stream.of(Path.of("src/test/resources/selective.yaml")))
                    .sorted()
                    .map(Examples::of)
                    .toList();
        }
    }

    private static Examples of(Path file) {
        try {
            List<String> environments = Topologies.environments(Topologies.text(file));
            return new Examples(file, environments.isEmpty() ? null : environments.get(environments.size() - 1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Outcome<Topology> read() throws IOException {
        return Topologies.load(file, new Choices(List.of(), environment, Variables.none()));
    }

    /** The file's name without its ending. */
    public String name() {
        return String.valueOf(file.getFileName()).replace(".yaml", "");
    }

    @Override
    public String toString() {
        return name();
    }
}
