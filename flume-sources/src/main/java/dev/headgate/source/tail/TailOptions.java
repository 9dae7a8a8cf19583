package dev.headgate.source.tail;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.source.SourceOptions;
import dev.headgate.source.StartAt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Declares the keys of the {@link TailSource}. Immutable. Tools load it without Flume. */
public final class TailOptions implements DeclaredComponent {
    static final Option<List<String>> FILES = Option.list(
                    "files",
                    "Absolute patterns of the files to read, with wildcards in the last part: /var/log/app/*.log.")
            .required();
    static final Option<String> POSITION_FILE = Option.text(
                    "position-file", "Absolute path of the file in which the source keeps how far it has read.")
            .required();
    static final Option<String> HOST = Option.text(
                    "host", "Name of the machine whose files these are; it begins the name of each file's feeder.")
            .required();
    static final Option<DataSize> MAX_LINE = Option.dataSize(
                    "max-line", "Longer lines are cut into pieces of this size, each of them an event.")
            .defaultsTo(DataSize.ofMegabytes(1))
            .atLeast(DataSize.ofBytes(16))
            .atMost(DataSize.ofMegabytes(256));
    static final Option<Duration> POLL = Option.duration(
                    "poll", "How often the files are looked at when nothing is being read.")
            .defaultsTo(Duration.ofMillis(250))
            .atLeast(Duration.ofMillis(1))
            .atMost(Duration.ofMinutes(10));
    static final Option<StartAt> START = Option.oneOf(
                    "start",
                    StartAt.class,
                    "Where to begin with the files that are there when the source runs for the first time; "
                            + "files that appear later are read from their beginning.")
            .defaultsTo(StartAt.BEGINNING);

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SOURCE,
                    "dev.headgate.source.tail.TailSource",
                    "Reads the lines of growing files through rename, truncation and deletion, at least once.",
                    FILES,
                    POSITION_FILE,
                    HOST,
                    SourceOptions.BATCH_EVENTS,
                    MAX_LINE,
                    POLL,
                    START)
            .contradiction(TailOptions::badPattern)
            .contradiction(TailOptions::badPositionFile);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> badPattern(Values values) {
        if (values.get(FILES).isEmpty()) {
            return Optional.of("'files' names no pattern. Give at least one, such as /var/log/app/*.log.");
        }
        return values.get(FILES).stream()
                .flatMap(pattern -> FilePattern.mistake(pattern).stream())
                .findFirst();
    }

    private static Optional<String> badPositionFile(Values values) {
        String text = values.get(POSITION_FILE);
        Path file = Path.of(text);
        if (!file.isAbsolute()) {
            return Optional.of("'position-file' is '" + text + "', which depends on where the agent was started. "
                    + "Give an absolute path.");
        }
        return values.get(FILES).stream()
                .filter(pattern -> FilePattern.mistake(pattern).isEmpty())
                .filter(pattern -> FilePattern.of(pattern).matches(file.normalize()))
                .map(pattern -> "'position-file' is '" + text + "', which 'files' matches with '" + pattern
                        + "': the source would read its own notes. Put it into another folder.")
                .findFirst();
    }
}
