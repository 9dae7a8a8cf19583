package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Damaged;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets damaged bytes aside, where a person can look at them, before the log goes on behind them. Safe for threads. */
class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int COPIED_AT_ONCE = 64 << 10;
    static final String FOLDER = "quarantine";

    private final Path folder;
    private final JournalMetrics metrics;
    private final Set<Path> taken = ConcurrentHashMap.newKeySet();

    Quarantine(Path directory, JournalMetrics metrics) {
        this.folder = directory.resolve(FOLDER);
        this.metrics = metrics;
    }

    /**
     * Copies the damaged bytes of a segment into a file of their own and counts them.
     *
     * @param lost what is lost with them, in words
     */
    void take(Segment segment, Damaged damaged, String lost) {
        Path aside = folder.resolve("segment-%d-offset-%d.bytes".formatted(segment.number(), damaged.offset()));
        // A restart looks at the newest segment, and later a reader does.
        if (!taken.add(aside)) {
            return;
        }
        metrics.quarantined(1);
        LOG.error(
                "Reading segment '{}' at offset {} failed: {}; {}. The {} bytes are in '{}'; what lies behind them is"
                        + " delivered. Look at the disk.",
                segment,
                damaged.offset(),
                damaged.isUnreadable() ? "its disk refuses to" : "its checksum is wrong",
                lost,
                damaged.end() - damaged.offset(),
                aside);
        try {
            copy(segment, damaged, aside);
        } catch (IOException failed) {
            LOG.error("Setting the damaged bytes aside in '{}' failed: {}", aside, failed.toString());
        }
    }

    private void copy(Segment segment, Damaged damaged, Path aside) throws IOException {
        Files.createDirectories(folder);
        byte[] bytes = new byte[COPIED_AT_ONCE];
        UnreadableBlocks blocks = new UnreadableBlocks();
        try (OutputStream copy = Files.newOutputStream(aside)) {
            for (int at = damaged.offset(); at < damaged.end(); ) {
                int read = blocks.read(segment, bytes, Math.min(bytes.length, damaged.end() - at), at);
                if (read == 0) {
                    break;
                }
                copy.write(bytes, 0, read);
                at += read;
            }
        }
    }
}
