package dev.headgate.sink;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets dead letters, and says so once a minute. Used by one thread. */
final class DiscardedLetters implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DiscardedLetters.class);
    private static final long QUIET = Duration.ofMinutes(1).toMillis();

    private final String sink;
    private final Clock clock;
    private long discarded;
    private long quietUntil = Long.MIN_VALUE;

    DiscardedLetters(String sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void keep(@Nullable String journalId, List<Rejected> rejected) {
        discarded += rejected.size();
        if (clock.millis() >= quietUntil) {
            quietUntil = clock.millis() + QUIET;
            LOG.error(
                    "{} events were discarded by sink '{}' so far, the latest for: {}.",
                    discarded,
                    sink,
                    rejected.get(rejected.size() - 1).reason());
        }
    }

    @Override
    public void close() {}
}
