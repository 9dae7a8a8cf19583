package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Damaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets damaged bytes aside, where a person can look at them, before the log goes on behind them. */
class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    static final String FOLDER = "quarantine";

    private final Path folder;
    private final JournalMetrics metrics;

    Quarantine(Path directory, JournalMetrics metrics) {
        this.folder = directory.resolve(FOLDER);
        this.metrics = metrics;
    }

    /**
     * Copies the damaged bytes of a segment into a file of their own and counts them.
     *
     * @param lost what is lost with them, in words
     */
    void take(Segment segment, Damaged damaged, String lost) throws IOException {
        byte[] bytes = new byte[damaged.end() - damaged.offset()];
        int read = segment.file().read(bytes, bytes.length, damaged.offset());
        Files.createDirectories(folder);
        Path aside = folder.resolve("segment-%d-offset-%d.bytes".formatted(segment.number(), damaged.offset()));
        Files.write(aside, Arrays.copyOf(bytes, read));
        metrics.quarantined(1);
        LOG.error(
                "Reading segment '{}' at offset {} failed: its checksum is wrong; {}. The {} bytes are in '{}'; what lies"
                        + " behind them is delivered. Look at the disk.",
                segment,
                damaged.offset(),
                lost,
                read,
                aside);
    }
}
