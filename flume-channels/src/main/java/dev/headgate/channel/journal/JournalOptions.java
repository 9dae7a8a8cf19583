package dev.headgate.channel.journal;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of {@link JournalChannel}. */
public final class JournalOptions implements DeclaredComponent {
    static final Option<List<String>> DIRECTORIES = Option.list(
                    "directories",
                    "Folders of the journal, one per disk: segments are spread over them. Of this channel alone.")
            .required();
    static final Option<Long> CAPACITY = Option.integer(
                    "capacity", "Events that may be queued; beyond it puts are refused.")
            .defaultsTo(100_000_000L)
            .atLeast(1L);
    static final Option<DataSize> CAPACITY_BYTES = Option.dataSize(
                    "capacity-bytes", "Bytes of events that may be queued; beyond it puts are refused.")
            .defaultsTo(DataSize.ofGigabytes(1024))
            .atLeast(DataSize.ofKilobytes(1));
    static final Option<Long> TRANSACTION_CAPACITY = Option.integer(
                    "transaction-capacity", "Events that one transaction may put or take.")
            .defaultsTo(100_000L)
            .atLeast(1L)
            .atMost(10_000_000L);
    static final Option<Duration> KEEP_ALIVE = Option.duration(
                    "keep-alive", "How long a put waits for room and a take for an event.")
            .defaultsTo(Duration.ofSeconds(3));
    static final Option<DataSize> SEGMENT_SIZE = Option.dataSize(
                    "segment-size", "Size of the files that the log is made of.")
            .defaultsTo(DataSize.ofMegabytes(64))
            .atLeast(DataSize.ofKilobytes(64))
            .atMost(DataSize.ofMegabytes(1024));
    static final Option<JournalSettings.Sync> SYNC = Option.oneOf(
                    "sync",
                    JournalSettings.Sync.class,
                    "When commits are brought to disk: `commit` before each returns; `interval` now and then, and a power"
                            + " cut loses what was acknowledged since: the promise that nothing is lost does not hold.")
            .defaultsTo(JournalSettings.Sync.COMMIT);
    static final Option<Duration> SYNC_INTERVAL = Option.duration(
                    "sync-interval", "With `sync: interval`, how often; what a power cut may lose.")
            .defaultsTo(Duration.ofMillis(100))
            .atLeast(Duration.ofMillis(1));
    static final Option<DataSize> RESERVE = Option.dataSize(
                    "reserve", "Room that puts leave free on every disk; takes go on within it.")
            .defaultsTo(DataSize.ofMegabytes(512));
    static final Option<DataSize> MAX_EVENT_SIZE = Option.dataSize(
                    "max-event-size", "Size of the largest event, headers included.")
            .defaultsTo(DataSize.ofMegabytes(64))
            .atLeast(DataSize.ofBytes(100))
            .atMost(DataSize.ofMegabytes(512));
    static final Option<Duration> FORGET_FEEDERS = Option.duration(
                    "forget-feeders", "When the progress of a feeder that is not heard of is forgotten.")
            .defaultsTo(Duration.ofDays(30))
            .atLeast(Duration.ofMinutes(1));

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.CHANNEL,
                    "dev.headgate.channel.journal.JournalChannel",
                    "Keeps events and the progress of their feeders in one log on disk.",
                    DIRECTORIES,
                    CAPACITY,
                    CAPACITY_BYTES,
                    TRANSACTION_CAPACITY,
                    KEEP_ALIVE,
                    SEGMENT_SIZE,
                    SYNC,
                    SYNC_INTERVAL,
                    RESERVE,
                    MAX_EVENT_SIZE,
                    FORGET_FEEDERS)
            .contradiction(JournalOptions::folderNamedTwice);

    private static Optional<String> folderNamedTwice(Values values) {
        Set<Path> seen = new HashSet<>();
        return values.get(DIRECTORIES).stream()
                .filter(directory ->
                        !seen.add(Path.of(directory).toAbsolutePath().normalize()))
                .findFirst()
                .map(directory -> "directories names '" + directory
                        + "' twice, and a journal has each folder once. Remove one of them.");
    }

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }
}
