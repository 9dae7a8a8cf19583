package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.sink.Login;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    private static final int CHUNK = 256 * 1024;

    private final FileThreads threads = new FileThreads("test-files", Login.OF_PROCESS);
    private final FileBuffers buffers = new FileBuffers(1);
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.abandon();
    }

    @Test
    void beginsASmallFileNoSoonerThanItEnds() throws IOException {
        WriteBehind file = open();
        file.write(new byte[CHUNK]);
        assertThat(begun).hasValue(0);

        file.close();
        file.awaitWhole();

        assertThat(begun).hasValue(1);
        assertThat(stored.size()).isEqualTo(CHUNK);
    }

    @Test
    void keepsTheOrderOfAllBytes() throws IOException {
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        WriteBehind file = open();
        for (int i = 0; given.size() < 5 * CHUNK; i++) {
            byte[] some = String.valueOf(i).repeat(i % 700).getBytes(StandardCharsets.US_ASCII);
            given.write(some);
            given.write(i);
            file.write(some);
            file.write(i);
        }

        file.close();
        file.awaitWhole();

        assertThat(stored.toByteArray()).isEqualTo(given.toByteArray());
    }

    /** What another file hands over behind it is written by then: a second chunk that did not wait would be too. */
    @Test
    void writesAChunkNoSoonerThanTheOneBefore() throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        WriteBehind file = new WriteBehind(() -> new SlowAtFirst(answered), threads, buffers);
        file.write('a');
        file.handOver();
        file.write('b');
        file.handOver();
        WriteBehind another = new WriteBehind(ByteArrayOutputStream::new, threads, buffers);
        another.close();
        another.awaitWhole();

        answered.countDown();
        file.close();
        file.awaitWhole();

        assertThat(stored.toString(StandardCharsets.US_ASCII)).isEqualTo("ab");
    }

    /** Answers its first write late. */
    private final class SlowAtFirst extends OutputStream {
        private final CountDownLatch answered;
        private final AtomicBoolean begun = new AtomicBoolean();

        SlowAtFirst(CountDownLatch answered) {
            this.answered = answered;
        }

        @Override
        public void write(int one) {
            stored.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (begun.compareAndSet(false, true)) {
                await().until(() -> answered.getCount() == 0);
            }
            stored.write(bytes, from, length);
        }
    }

    @Test
    void writesManyFilesWithoutKeepingThemInMemory() throws IOException {
        List<WriteBehind> files = new ArrayList<>();
        FileBuffers small = new FileBuffers(24);
        int most = 0;
        for (int file = 0; file < 64; file++) {
            files.add(new WriteBehind(ByteArrayOutputStream::new, threads, small));
        }
        for (int round = 0; round < 100; round++) {
            for (WriteBehind file : files) {
                file.write(new byte[1000]);
            }
            most = Math.max(most, files.stream().mapToInt(WriteBehind::inMemory).sum());
        }

        assertThat(most).isBetween(512 * 1024, (1 << 20) + CHUNK);
    }

    @Test
    void failsWhereTheStoreRefusesAFile() throws IOException {
        WriteBehind file = new WriteBehind(
                () -> {
                    throw new IOException("quota exceeded");
                },
                threads,
                buffers);
        file.write(1);
        file.close();

        assertThatThrownBy(file::awaitWhole).isInstanceOf(IOException.class).hasMessage("quota exceeded");
    }

    @Test
    void writesNothingBehindAFailure() throws IOException {
        WriteBehind file = new WriteBehind(
                () -> {
                    begun.incrementAndGet();
                    throw new IOException("no DataNode");
                },
                threads,
                buffers);
        file.write(1);
        file.handOver();
        assertThatThrownBy(file::awaitWhole).hasMessage("no DataNode");

        assertThatThrownBy(file::handOver).hasMessage("no DataNode");
        assertThatThrownBy(file::close).hasMessage("no DataNode");
        assertThat(begun).hasValue(1);
    }

    private WriteBehind open() {
        return new WriteBehind(
                () -> {
                    begun.incrementAndGet();
                    return stored;
                },
                threads,
                buffers);
    }
}
