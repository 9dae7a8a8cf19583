package dev.headgate.topology.cli;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.HostFiles;
import dev.headgate.topology.parse.Setting;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.parse.Variables;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The arguments by which every subcommand takes a topology; other modules may mix it in. */
public final class TopologyInput {
    private static final String STDIN = "-";

    @Parameters(index = "0", paramLabel = "FILE", description = "The topology; - reads standard input.")
    private String file = "";

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            converter = SettingConverter.class,
            description = "Replace a value of the file, such as tiers.edge.fan-in=32. May be repeated.")
    private List<Setting> settings = new ArrayList<>();

    @Option(names = "--environment", paramLabel = "NAME", description = "Which of the file's environments is meant.")
    private @Nullable String environment;

    private @Nullable TopologyText text;

    /**
     * This, or one for each environment where the file has some and none is chosen.
     *
     * @throws UserError where the file cannot be read
     */
    List<TopologyInput> each() {
        List<String> environments = environment == null ? Topologies.environments(text()) : List.of();
        return environments.isEmpty()
                ? List.of(this)
                : environments.stream().map(this::in).toList();
    }

    private TopologyInput in(String chosen) {
        TopologyInput other = new TopologyInput();
        other.file = file;
        other.settings = settings;
        other.environment = chosen;
        other.text = text;
        return other;
    }

    /** Which of the file's environments is meant, if one is. */
    Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** The file as messages name it. */
    public String name() {
        return file.equals(STDIN) ? "standard input" : file;
    }

    /** Where its lock is; nothing where it is standard input. */
    Optional<Path> lockFile() {
        String name = file.replaceAll("\\.ya?ml$", "") + (environment == null ? "" : "." + environment);
        return file.equals(STDIN) ? Optional.empty() : Optional.of(Path.of(name + ".lock.yaml"));
    }

    /** The file's name without its folder. */
    String fileName() {
        return name().substring(name().lastIndexOf('/') + 1);
    }

    /**
     * Reads and checks the topology.
     *
     * @throws UserError where the file cannot be read
     */
    public Outcome<Topology> load() {
        return Topologies.read(text(), choices());
    }

    private TopologyText text() {
        TopologyText read = text;
        if (read == null) {
            read = read();
            text = read;
        }
        return read;
    }

    private TopologyText read() {
        try {
            if (file.equals(STDIN)) {
                return new TopologyText(name(), System.in.readAllBytes(), HostFiles.beside(Path.of("")));
            }
            if (file.isEmpty()) {
                throw new UserError(
                        "Cannot read topology '': the name is empty. Give a file, or - for standard input.");
            }
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new UserError("Cannot read topology '" + file + "': it is a folder. Give the file in it.");
            }
            return Topologies.text(path);
        } catch (IOException unreadable) {
            throw new UserError(
                    "Cannot read topology '" + file + "': " + why(unreadable) + ". Check the path.", unreadable);
        }
    }

    private Choices choices() {
        return new Choices(settings, environment, Variables.of(System.getenv()));
    }

    static String why(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "you may not read it"
                : String.valueOf(unreadable.getMessage());
    }

    /** Reads {@code PATH=VALUE}. */
    static final class SettingConverter implements ITypeConverter<Setting> {
        @Override
        public Setting convert(String text) {
            try {
                return Setting.parse(text);
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException("'" + text + "' is " + refused.getMessage());
            }
        }
    }
}
