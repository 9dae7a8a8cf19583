package dev.headgate.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the demo's lines come from. An iterator is used by one thread, except that of a shared file. */
final class Workloads {
    private static final String[] PAGES = {"/", "/search", "/product/%d", "/basket", "/checkout", "/help"};

    private Workloads() {}

    /** A clickstream of one visitor after the other, without an end. The same seed makes the same lines. */
    static Iterator<String> clickstream(String server, long seed) {
        Random random = new Random(seed);
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                number++;
                String page = PAGES[random.nextInt(PAGES.length)].formatted(random.nextInt(10_000));
                return "{\"server\":\"%s\",\"click\":%d,\"visitor\":\"%016x\",\"page\":\"%s\",\"status\":%d,\"millis\":%d}"
                        .formatted(
                                server,
                                number,
                                random.nextLong(),
                                page,
                                random.nextInt(50) == 0 ? 500 : 200,
                                random.nextInt(900));
            }
        };
    }

    /** Counts the lines of a file. */
    static long count(Path file) throws IOException {
        try (BufferedReader lines = open(file)) {
            long count = 0;
            while (lines.readLine() != null) {
                count++;
            }
            return count;
        }
    }

    /** The lines of a file, each once, shared by all app servers that ask. Safe for threads. */
    static final class SharedFile implements AutoCloseable {
        private final BufferedReader lines;

        SharedFile(Path file) throws IOException {
            lines = open(file);
        }

        /** One app server's share. */
        Iterator<String> share() {
            return new Lines(this::read);
        }

        private synchronized @Nullable String read() throws IOException {
            return lines.readLine();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /**
     * The lines that a server writes into its log, from its first on; waits for more without an end.
     *
     * <p>Interrupted, it ends.
     */
    static Iterator<String> following(Path log) throws IOException {
        BufferedReader lines = open(log);
        return new Lines(() -> {
            StringBuilder line = new StringBuilder();
            while (true) {
                int read = lines.read();
                if (read == '\n') {
                    return line.toString();
                }
                if (read >= 0) {
                    line.append((char) read);
                } else if (!awaitMore()) {
                    lines.close();
                    return null;
                }
            }
        });
    }

    private static boolean awaitMore() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            return true;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        // Bytes that are no UTF-8 become the replacement character instead of an error.
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    @FunctionalInterface
    private interface LineSource {
        @Nullable
        String next() throws IOException;
    }

    private static final class Lines implements Iterator<String> {
        private final LineSource source;
        private final Queue<String> ahead = new ArrayDeque<>(1);

        Lines(LineSource source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            if (ahead.isEmpty()) {
                try {
                    String line = source.next();
                    if (line != null) {
                        ahead.add(line);
                    }
                } catch (IOException unreadable) {
                    throw new java.io.UncheckedIOException(unreadable);
                }
            }
            return !ahead.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ahead.remove();
        }
    }
}
