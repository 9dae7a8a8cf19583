package dev.headgate.channel.journal;

import dev.headgate.channel.journal.JournalSettings.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of small journals. Immutable. */
record TestSettings(JournalSettings settings) {

    /** Segments of 64 kB, no waiting, no reserve. */
    static TestSettings in(Path... directories) {
        return new TestSettings(new JournalSettings(
                List.of(directories),
                1_000_000,
                1L << 40,
                100_000,
                Duration.ZERO,
                64 << 10,
                Sync.COMMIT,
                Duration.ofMillis(100),
                0,
                16 << 20,
                Duration.ofDays(30)));
    }

    TestSettings capacity(long events) {
        return with(events, settings.capacityBytes(), settings.keepAlive(), settings.reserveBytes());
    }

    TestSettings capacityBytes(long bytes) {
        return with(settings.capacityEvents(), bytes, settings.keepAlive(), settings.reserveBytes());
    }

    TestSettings keepAlive(Duration patience) {
        return with(settings.capacityEvents(), settings.capacityBytes(), patience, settings.reserveBytes());
    }

    TestSettings reserve(long bytes) {
        return with(settings.capacityEvents(), settings.capacityBytes(), settings.keepAlive(), bytes);
    }

    TestSettings segmentBytes(int bytes) {
        return with(bytes, settings.sync(), settings.syncInterval(), settings.forgetFeeders());
    }

    TestSettings syncEvery(Duration interval) {
        return with(settings.segmentBytes(), Sync.INTERVAL, interval, settings.forgetFeeders());
    }

    TestSettings forgetFeeders(Duration after) {
        return with(settings.segmentBytes(), settings.sync(), settings.syncInterval(), after);
    }

    private TestSettings with(long events, long bytes, Duration keepAlive, long reserve) {
        return new TestSettings(new JournalSettings(
                settings.directories(),
                events,
                bytes,
                settings.transactionCapacity(),
                keepAlive,
                settings.segmentBytes(),
                settings.sync(),
                settings.syncInterval(),
                reserve,
                settings.maxEventBytes(),
                settings.forgetFeeders()));
    }

    private TestSettings with(int segmentBytes, Sync sync, Duration interval, Duration forget) {
        return new TestSettings(new JournalSettings(
                settings.directories(),
                settings.capacityEvents(),
                settings.capacityBytes(),
                settings.transactionCapacity(),
                settings.keepAlive(),
                segmentBytes,
                sync,
                interval,
                settings.reserveBytes(),
                settings.maxEventBytes(),
                forget));
    }
}
