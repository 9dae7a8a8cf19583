package dev.headgate.source.tail;

import dev.headgate.kit.option.Values;
import dev.headgate.source.SourceOptions;
import dev.headgate.source.StartAt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a {@link TailSource}, read and valid.
 *
 * @param maxLine in bytes
 */
record TailSettings(
        List<FilePattern> files,
        Path positionFile,
        String host,
        int batchEvents,
        int maxLine,
        Duration poll,
        StartAt start) {
    static TailSettings of(Values values) {
        return new TailSettings(
                values.get(TailOptions.FILES).stream().map(FilePattern::of).toList(),
                Path.of(values.get(TailOptions.POSITION_FILE)).normalize(),
                values.get(TailOptions.HOST),
                Math.toIntExact(values.get(SourceOptions.BATCH_EVENTS)),
                Math.toIntExact(values.get(TailOptions.MAX_LINE).bytes()),
                values.get(TailOptions.POLL),
                values.get(TailOptions.START));
    }
}
