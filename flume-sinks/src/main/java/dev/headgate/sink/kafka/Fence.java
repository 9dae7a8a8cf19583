package dev.headgate.sink.kafka;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a sink that was fenced from taking its name back while another writes by it: two sinks of one name would else fence
 * each other without end.
 *
 * <p>Fenced is also who was away for longer than a transaction may last. So the brokers are asked what the name does, and asked
 * again later: where it does nothing, it may be taken. Brokers before 3.0 cannot tell; then time alone decides. Used by
 * one thread.
 */
final class Fence {
    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String sink;
    private final Clock clock;
    private boolean closed;
    private Instant nextLook = Instant.MIN;
    private @Nullable TransactionView seen;

    Fence(String sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Notes that the brokers have fenced the sink. */
    void close() {
        closed = true;
        nextLook = Instant.MIN;
        seen = null;
    }

    /**
     * Returns where the name may be taken.
     *
     * @throws IOException where another may still be writing by it
     */
    void pass(BrokerView brokers, String transactionalId) throws IOException, InterruptedException {
        if (!closed) {
            return;
        }
        if (!clock.instant().isBefore(nextLook)) {
            Optional<TransactionView> look = brokers.transaction(transactionalId);
            boolean first = nextLook.equals(Instant.MIN);
            boolean quiet =
                    look.isEmpty() || (!look.get().isOpen() && look.get().equals(seen));
            if (quiet && !first) {
                LOG.info("Nobody writes as '{}' any more: sink '{}' does again.", transactionalId, sink);
                closed = false;
                return;
            }
            seen = look.orElse(null);
            nextLook = clock.instant().plus(PAUSE);
        }
        throw new IOException(
                ("Kafka has fenced sink '%s': another sink writes as '%s', or this one was away for longer than"
                                + " a transaction may last. Give each sink its own 'writer'. This one writes nothing until nobody"
                                + " else has written for %d s; it looks again at %s")
                        .formatted(sink, transactionalId, PAUSE.toSeconds(), nextLook));
    }
}
