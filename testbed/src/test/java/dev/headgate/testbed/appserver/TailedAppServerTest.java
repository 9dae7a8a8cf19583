package dev.headgate.testbed.appserver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headgate.testbed.TestbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TailedAppServerTest {
    private static final int FAST = 1_000_000;

    private final Path folder;
    private final List<String> sent = new CopyOnWriteArrayList<>();

    TailedAppServerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void rotatesByRename() throws Exception {
        List<String> lines = lines(25);
        try (TailedAppServer server = new TailedAppServer("bill-a", folder, 10, workload(lines.iterator(), FAST))) {
            server.start();
            server.done().get(20, SECONDS);

            assertThat(server.sent()).isEqualTo(25);
        }
        assertThat(Files.readAllLines(folder.resolve("bill-a.log.2"))).isEqualTo(lines.subList(0, 10));
        assertThat(Files.readAllLines(folder.resolve("bill-a.log.1"))).isEqualTo(lines.subList(10, 20));
        assertThat(Files.readAllLines(folder.resolve("bill-a.log"))).isEqualTo(lines.subList(20, 25));
        assertThat(sent).isEqualTo(lines);
    }

    @Test
    void keepsItsPace() throws Exception {
        long start = System.nanoTime();
        try (TailedAppServer server =
                new TailedAppServer("bill-a", folder, 1000, workload(lines(60).iterator(), 100))) {
            server.start();
            server.done().get(20, SECONDS);
        }
        // The last batch of ten is due when fifty lines have taken their time.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void takesNoFurtherLineWhenItIsToFinish() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Iterator<String> endless =
                Stream.generate(() -> "line").peek(line -> begun.countDown()).iterator();
        try (TailedAppServer server = new TailedAppServer("bill-a", folder, 1000, workload(endless, 1000))) {
            server.start();
            begun.await();
            server.finish();
            server.done().get(20, SECONDS);

            assertThat(server.sent()).isPositive().isEqualTo(sent.size());
            assertThat(Files.readAllLines(folder.resolve("bill-a.log"))).isEqualTo(sent);
        }
    }

    @Test
    void endsCleanlyWhenItIsClosed() throws Exception {
        Iterator<String> endless = Stream.generate(() -> "line").iterator();
        TailedAppServer server = new TailedAppServer("bill-a", folder, 1000, workload(endless, 1));
        server.start();
        server.close();

        assertThat(server.done()).isCompleted();
    }

    @Test
    void saysWhyItCannotGoOn() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (TailedAppServer server = new TailedAppServer("bill-a", file, 10, workload(lines(1).iterator(), FAST))) {
            server.start();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> server.done().get(20, SECONDS))
                    .havingCause()
                    .isInstanceOf(TestbedException.class)
                    .withMessageStartingWith("app server 'bill-a' cannot go on after 0 lines: ")
                    .withMessageContaining(file.toString());
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> workload(lines(1).iterator(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TailedAppServer("bill-a", folder, 0, workload(lines(1).iterator(), 1)));
    }

    private Workload workload(Iterator<String> lines, int eventsPerSecond) {
        return new Workload(lines, eventsPerSecond, sent::add);
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(number -> "line " + number).toList();
    }
}
