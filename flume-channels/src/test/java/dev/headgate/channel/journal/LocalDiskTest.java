package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.channel.journal.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final Disk disk = new LocalDisk();

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedThreadCanMakeRenameReadAndDeleteFiles() throws IOException {
        Path file = folder.resolve("a");
        Path renamed = folder.resolve("b");
        Thread.currentThread().interrupt();

        disk.allocate(file, 3_000_000);
        disk.rename(file, renamed);
        try (DiskFile opened = disk.open(renamed)) {
            assertThat(opened.read(new byte[10], 10, 2_999_995)).isEqualTo(5);
        }
        assertThat(disk.size(renamed)).isEqualTo(3_000_000);
        disk.delete(renamed);

        assertThat(disk.list(folder)).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void writesBuffersOneBehindTheOther() throws IOException {
        Path file = folder.resolve("a");
        disk.allocate(file, 20);
        try (DiskFile opened = disk.open(file)) {
            opened.write(List.of(bytes("abc"), bytes(""), bytes("def")), 5);
            opened.sync();
            byte[] read = new byte[20];
            assertThat(opened.read(read, 20, 0)).isEqualTo(20);
            assertThat(new String(read, 5, 6, StandardCharsets.UTF_8)).isEqualTo("abcdef");
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
