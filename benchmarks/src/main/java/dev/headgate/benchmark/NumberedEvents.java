package dev.headgate.benchmark;

import dev.headgate.kit.progress.EventHeaders;
import java.util.Map;
import java.util.Random;
import org.apache.flume.Channel;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.event.EventBuilder;

/** Fills a channel with events that bear an origin and a sequence, as those of a first tier do. */
record NumberedEvents(Channel channel) {
    static final String ORIGIN = "web-001.example.com/var/log/access.log";

    private static final int BATCH = 1000;

    void fill(int events) {
        byte[] body = body();
        for (int from = 0; from < events; from += BATCH) {
            Transaction transaction = channel.getTransaction();
            transaction.begin();
            try {
                for (int sequence = from; sequence < from + BATCH; sequence++) {
                    channel.put(event(body, sequence));
                }
                transaction.commit();
            } catch (RuntimeException | Error failure) {
                transaction.rollback();
                throw failure;
            } finally {
                transaction.close();
            }
        }
    }

    static byte[] body() {
        byte[] body = new byte[BenchmarkCase.EVENT_BYTES];
        new Random(1).nextBytes(body);
        return body;
    }

    private static Event event(byte[] body, int sequence) {
        return EventBuilder.withBody(
                body, Map.of(EventHeaders.ORIGIN, ORIGIN, EventHeaders.SEQUENCE, Integer.toString(sequence)));
    }
}
