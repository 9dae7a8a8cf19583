package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.channel.journal.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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
            opened.write(List.of(bytes("abc"), bytes(""), bytes("def")), 5, true);
            opened.sync();
            byte[] read = new byte[20];
            assertThat(opened.read(read, 20, 0)).isEqualTo(20);
            assertThat(new String(read, 5, 6, StandardCharsets.UTF_8)).isEqualTo("abcdef");
        }
    }

    @Test
    void whatIsNotReadSoonIsWrittenPastTheCacheAndReadAllTheSame() throws IOException {
        Path file = folder.resolve("a");
        int size = (2 << 20) + 1000;
        disk.allocate(file, size);
        byte[] expected = new byte[size];
        Random random = new Random(1);
        try (DiskFile opened = disk.open(file)) {
            int at = 512;
            for (int length : new int[] {
                100, 200_000, 4096, 128 << 10, 300, 250_000, 300_000, 129 << 10, 131_072 - 300, 400_000, 300_000
            }) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, expected, at, length);
                int half = length / 2;
                opened.write(
                        List.of(ByteBuffer.wrap(bytes, 0, half), ByteBuffer.wrap(bytes, half, length - half)),
                        at,
                        random.nextInt(4) == 0);
                at += length;
                byte[] read = new byte[size];
                assertThat(opened.read(read, size, 0)).isEqualTo(size);
                assertThat(read).isEqualTo(expected);
            }
            opened.sync();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
