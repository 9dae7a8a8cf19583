package dev.headgate.channel.journal;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Batches with buffers that are used again: a direct buffer is dear to make. Keeps a bounded number of bytes, however large
 * the transactions are and however many there were at once. Safe for threads.
 */
final class BatchPool {
    private static final int FIRST_BYTES = 64 << 10;
    private static final long MOST_BYTES = 64 << 20;

    private final ConcurrentLinkedDeque<EventBatch> kept = new ConcurrentLinkedDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long most;

    /**
     * A pool.
     *
     * @param heap the largest heap of this JVM, which is also what it gives to direct buffers
     */
    BatchPool(long heap) {
        this.most = Math.min(MOST_BYTES, heap / 8);
    }

    /** An empty batch. */
    EventBatch borrow() {
        EventBatch batch = kept.pollFirst();
        if (batch == null) {
            return new EventBatch(FIRST_BYTES);
        }
        bytes.addAndGet(-batch.heldBytes());
        return batch;
    }

    /** Takes a batch back that nobody uses any more. */
    void giveBack(EventBatch batch) {
        if (bytes.addAndGet(batch.heldBytes()) <= most) {
            batch.clear();
            kept.addFirst(batch);
        } else {
            bytes.addAndGet(-batch.heldBytes());
        }
    }
}
