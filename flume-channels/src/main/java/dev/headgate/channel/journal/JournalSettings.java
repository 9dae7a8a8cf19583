package dev.headgate.channel.journal;

import dev.headgate.kit.option.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The parsed options of a journal; {@link JournalOptions} says what each means. */
record JournalSettings(
        List<Path> directories,
        long capacityEvents,
        long capacityBytes,
        int transactionCapacity,
        Duration keepAlive,
        int segmentBytes,
        Sync sync,
        Duration syncInterval,
        long reserveBytes,
        int maxEventBytes,
        Duration forgetFeeders) {

    /** When what was written is brought to disk. */
    enum Sync {
        /** Before the commit returns. */
        COMMIT,
        /** Now and then: a power cut loses what was committed since. */
        INTERVAL
    }

    static JournalSettings of(Values values) {
        return new JournalSettings(
                values.get(JournalOptions.DIRECTORIES).stream().map(Path::of).toList(),
                values.get(JournalOptions.CAPACITY),
                values.get(JournalOptions.CAPACITY_BYTES).bytes(),
                values.get(JournalOptions.TRANSACTION_CAPACITY).intValue(),
                values.get(JournalOptions.KEEP_ALIVE),
                (int) values.get(JournalOptions.SEGMENT_SIZE).bytes(),
                values.get(JournalOptions.SYNC),
                values.get(JournalOptions.SYNC_INTERVAL),
                values.get(JournalOptions.RESERVE).bytes(),
                (int) values.get(JournalOptions.MAX_EVENT_SIZE).bytes(),
                values.get(JournalOptions.FORGET_FEEDERS));
    }
}
