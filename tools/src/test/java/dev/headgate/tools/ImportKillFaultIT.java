package dev.headgate.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flume.channel.file.FileChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process of an import with kill -9 in its middle, and runs it again. */
class ImportKillFaultIT {
    private static final int EVENTS = 20_000;

    @Test
    void storesEachEventOnceHoweverOftenItIsKilled(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("journal");
        FileChannel file = Channels.file(folder.resolve("checkpoint"), folder.resolve("data"));
        Channels.put(file, 0, EVENTS);
        file.stop();
        // Begun with small segments, so that their number tells how far an import is.
        Channels.journal(journal).stop();
        for (int segments : new int[] {3, 7, 10}) {
            Process importing = importing(folder);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> segments(journal) >= segments || !importing.isAlive());
            importing.destroyForcibly();
            assertThat(importing.waitFor())
                    .as("killed at %d segments", segments)
                    .isEqualTo(137);
        }

        Process last = importing(folder);
        String said = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(last.waitFor()).as(said).isZero();
        assertThat(said).contains("All 20,000 events").contains("were there from an import before");
        JournalChannel channel = Channels.journal(journal);
        assertThat(Channels.take(channel, Integer.MAX_VALUE)).isEqualTo(Channels.bodies(0, EVENTS));
        channel.stop();
        Channels.awaitSpares();
    }

    private static Process importing(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportChild.class.getName(),
                        "journal",
                        "import",
                        "--file-channel",
                        folder.resolve("checkpoint").toString(),
                        folder.resolve("data").toString(),
                        folder.resolve("journal").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static long segments(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        }
    }
}
