package dev.headgate.benchmark;

import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.apache.flume.Channel;
import org.apache.flume.ChannelFullException;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.event.EventBuilder;

/**
 * Threads that put to a channel and take from it as sources and sinks do, and count what they have committed. They run until
 * the process ends; a failure in one goes to the process's handler of uncaught exceptions.
 */
final class ChannelThreads {
    /** How long a taker waits that found nothing; the file channel does not wait itself. */
    private static final long PAUSE_NANOS = 1_000_000;

    private final Channel channel;
    private final int batch;
    private final byte[] body = new byte[BenchmarkCase.EVENT_BYTES];
    private final LongAdder put = new LongAdder();
    private final LongAdder taken = new LongAdder();

    ChannelThreads(Channel channel, int batch) {
        this.channel = channel;
        this.batch = batch;
        new Random(1).nextBytes(body);
    }

    /** Starts the threads of a load. */
    void start(Load load) {
        for (int number = 1; number <= load.putters(); number++) {
            run("putter-" + number, load.takers() == 0 ? this::put : this::putPatiently);
        }
        for (int number = 1; number <= load.takers(); number++) {
            run("taker-" + number, () -> {
                if (take() == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            });
        }
    }

    private static void run(String name, Runnable turn) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        turn.run();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Events of committed puts. */
    long putCount() {
        return put.sum();
    }

    /** Events of committed takes. */
    long takenCount() {
        return taken.sum();
    }

    /** Puts one batch; a full channel is tried again at the next turn, as a source does. */
    private void putPatiently() {
        try {
            put();
        } catch (ChannelFullException full) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Puts one batch.
     *
     * @throws ChannelFullException where the channel is full; nothing is put
     */
    void put() {
        put.add(transaction(() -> {
            for (int index = 0; index < batch; index++) {
                channel.put(EventBuilder.withBody(body));
            }
            return batch;
        }));
    }

    private int take() {
        int events = transaction(() -> {
            int found = 0;
            for (Event event = channel.take(); event != null; event = found < batch ? channel.take() : null) {
                found++;
            }
            return found;
        });
        taken.add(events);
        return events;
    }

    private int transaction(IntSupplier work) {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        try {
            int events = work.getAsInt();
            transaction.commit();
            return events;
        } catch (RuntimeException | Error failure) {
            transaction.rollback();
            throw failure;
        } finally {
            transaction.close();
        }
    }
}
