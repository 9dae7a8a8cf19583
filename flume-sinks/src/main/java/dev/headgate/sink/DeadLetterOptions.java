package dev.headgate.sink;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The keys by which a sink is told what becomes of events that its store refuses for their own sake. */
public final class DeadLetterOptions {
    public static final Option<String> DEAD_LETTERS = Option.text(
                    "dead-letters",
                    "What becomes of events that cannot be written for their own sake: the folder that takes them, with"
                            + " the reason, as lines of JSON; `discard`; or `hold`, and they stop the sink until somebody"
                            + " acts.")
            .defaultsTo("hold");
    public static final Option<DataSize> DEAD_LETTERS_SIZE = Option.dataSize(
                    "dead-letters-size", "Size of this sink's files of dead letters at which it stops, as with `hold`.")
            .defaultsTo(DataSize.ofGigabytes(1))
            .atLeast(DataSize.ofKilobytes(1));

    private DeadLetterOptions() {}

    /** Refuses a place for dead letters that is none. */
    public static Optional<String> check(Values values) {
        String text = values.get(DEAD_LETTERS);
        try {
            DeadLetterSettings.of(values);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of("value '%s' for key '%s': %s. Give hold, discard or an absolute folder."
                    .formatted(text, DEAD_LETTERS.name(), refused.getMessage()));
        }
    }

    static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException refused) {
            throw new IllegalArgumentException("it is no path", refused);
        }
        throw new IllegalArgumentException("it is not absolute");
    }
}
