package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadsTest {
    private final Path folder;

    WorkloadsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theSameSeedMakesTheSameClicks() {
        Iterator<String> one = Workloads.clickstream("web-01", 7);
        Iterator<String> other = Workloads.clickstream("web-01", 7);

        assertThat(one.next()).isEqualTo(other.next()).startsWith("{\"server\":\"web-01\",\"click\":1,");
        assertThat(one.next()).isEqualTo(other.next()).contains("\"click\":2,");
    }

    @Test
    void aSharedFileGivesEachLineToOneAppServer() throws IOException {
        Path file = Files.writeString(folder.resolve("in.log"), "a\nb\r\nc");

        assertThat(Workloads.count(file)).isEqualTo(3);
        try (Workloads.SharedFile shared = new Workloads.SharedFile(file)) {
            Iterator<String> one = shared.share();
            Iterator<String> other = shared.share();

            assertThat(one.next()).isEqualTo("a");
            assertThat(other.next()).isEqualTo("b");
            assertThat(one.next()).isEqualTo("c");
            assertThat(one.hasNext()).isFalse();
            assertThat(other.hasNext()).isFalse();
        }
    }

    @Test
    void bytesThatAreNoTextDoNotEndTheDemo() throws IOException {
        Path file = Files.write(folder.resolve("in.log"), new byte[] {'a', (byte) 0xff, '\n', 'b'});

        try (Workloads.SharedFile shared = new Workloads.SharedFile(file)) {
            Iterator<String> lines = shared.share();

            assertThat(lines.next()).isEqualTo("a\uFFFD");
            assertThat(lines.next()).isEqualTo("b");
        }
    }

    @Test
    void aFollowedLogGivesWhatComesLaterAndEndsWhenInterrupted() throws Exception {
        Path log = Files.writeString(folder.resolve("server.log"), "first\nsec");
        Iterator<String> lines = Workloads.following(log);

        assertThat(lines.next()).isEqualTo("first");
        Files.write(log, "ond\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThat(lines.next()).isEqualTo("second");
        Thread.currentThread().interrupt();
        assertThat(lines.hasNext()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
