package dev.headgate.sink;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Values;
import java.nio.file.Path;

/** What becomes of events that a store refuses for their own sake. */
public sealed interface DeadLetterSettings {
    /** They stay in the channel, and everything behind them. */
    record Hold() implements DeadLetterSettings {}

    /** They are counted and forgotten. */
    record Discard() implements DeadLetterSettings {}

    /**
     * They are written to files.
     *
     * @param folder where; may be shared with other sinks
     * @param most size of all files of one sink
     */
    record Keep(Path folder, DataSize most) implements DeadLetterSettings {}

    /** As the keys of {@link DeadLetterOptions} say. */
    static DeadLetterSettings of(Values values) {
        String text = values.get(DeadLetterOptions.DEAD_LETTERS);
        return switch (text.strip()) {
            case "hold" -> new Hold();
            case "discard" -> new Discard();
            default ->
                new Keep(DeadLetterOptions.folder(text.strip()), values.get(DeadLetterOptions.DEAD_LETTERS_SIZE));
        };
    }
}
