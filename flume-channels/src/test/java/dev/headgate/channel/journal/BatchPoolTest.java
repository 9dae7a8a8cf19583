package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPoolTest {
    private static EventBatch ofBytes(BatchPool pool, int bytes) {
        EventBatch batch = pool.borrow();
        batch.add(TestEvents.sized("x", bytes), bytes * 2L);
        return batch;
    }

    @Test
    void usesLargeBuffersAgainAlso() {
        BatchPool pool = new BatchPool(1L << 30);
        EventBatch large = ofBytes(pool, 20 << 20);
        pool.giveBack(large);

        EventBatch again = pool.borrow();
        assertThat(again).isSameAs(large);
        assertThat(again.count()).isZero();
        assertThat(pool.borrow()).isNotSameAs(large);
    }

    @Test
    void keepsNoMoreThanAnEighthOfTheHeap() {
        BatchPool pool = new BatchPool(64 << 20);
        IntStream.range(0, 20)
                .mapToObj(number -> ofBytes(pool, 1 << 20))
                .toList()
                .forEach(pool::giveBack);

        long held = IntStream.range(0, 20)
                .mapToLong(number -> pool.borrow().heldBytes())
                .filter(bytes -> bytes > 1 << 20)
                .sum();
        assertThat(held).isBetween(4L << 20, 8L << 20);
    }
}
