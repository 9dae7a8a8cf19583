package dev.headgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flume.ChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SourceThreadTest {
    /** Fails at some turns, and is idle at all others. */
    private static final class Work implements SourceWork {
        private final AtomicInteger turns = new AtomicInteger();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicBoolean hurried = new AtomicBoolean();
        private final int failures;

        Work(int failures) {
            this.failures = failures;
        }

        @Override
        public Turn turn() {
            if (turns.incrementAndGet() <= failures) {
                throw new ChannelException("full");
            }
            return Turn.IDLE;
        }

        @Override
        public void hurry() {
            hurried.set(true);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void triesAgainAfterAFailure() {
        Work work = new Work(2);
        SourceThread thread = new SourceThread("test", work, Duration.ofMillis(1));

        thread.start();
        await().until(() -> work.turns.get() > 5);
        thread.stop();

        assertThat(work.closed).isTrue();
    }

    @Test
    void waitsLongerAfterEachFailureInARow() {
        Work work = new Work(Integer.MAX_VALUE);
        SourceThread thread = new SourceThread("test", work, Duration.ofMillis(1));
        long begun = System.nanoTime();

        thread.start();
        await().until(() -> work.turns.get() == 4);
        thread.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void stopsAtOnceHoweverLongItWouldWait() {
        Work work = new Work(0);
        SourceThread thread = new SourceThread("test", work, Duration.ofHours(1));
        thread.start();
        await().until(() -> work.turns.get() == 1);

        thread.stop();

        assertThat(work.hurried).isTrue();
        assertThat(work.closed).isTrue();
        assertThat(work.turns).hasValue(1);
    }
}
