package dev.headgate.tools;

import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders of a stopped stock file channel.
 *
 * @param checkpoint what Flume's key checkpointDir names
 * @param data what Flume's key dataDirs names
 */
record FileChannelFolders(Path checkpoint, List<Path> data) {
    /** The file by whose lock Flume keeps a folder to one channel. */
    static final String LOCK = "in_use.lock";

    private static final Pattern LOG = Pattern.compile("log-\\d+");
    private static final int IDENTITY_BYTES = 8;
    /** The longs in front of the queue in a checkpoint: EventQueueBackingStoreFile.HEADER_SIZE. */
    private static final int CHECKPOINT_HEADER = 1029;
    /** The largest queue whose checkpoint's size is an int. */
    private static final long MOST_EVENTS = 268_434_426;
    /** No put record of a log is smaller. */
    private static final int SMALLEST_PUT = 32;

    /**
     * Makes sure that the folders can be those of a file channel.
     *
     * @throws UserError where they cannot; the message says why
     */
    void check() throws IOException {
        for (Path folder : all()) {
            if (!Files.isDirectory(folder)) {
                throw new UserError(
                        "Reading the file channel in '%s' failed: there is no such folder. Give its checkpointDir, then its dataDirs."
                                .formatted(folder));
            }
        }
        for (Path folder : data) {
            if (logs(folder).isEmpty()) {
                throw new UserError(
                        "Reading the file channel in '%s' failed: there is no log-1, log-2, … in it. Give its checkpointDir, then its dataDirs."
                                .formatted(folder));
            }
        }
    }

    List<Path> all() {
        List<Path> all = new ArrayList<>(data);
        all.add(0, checkpoint);
        return all;
    }

    static boolean isLog(Path file) {
        return LOG.matcher(file.getFileName().toString()).matches();
    }

    private static List<Path> logs(Path folder) throws IOException {
        return files(folder).stream().filter(FileChannelFolders::isLog).toList();
    }

    /** All files but the lock. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(LOCK))
                    .toList();
        }
    }

    /**
     * Names the queue that is in the folders now: it stays while nobody starts the channel, wherever the folders are, and
     * is another one after the channel has run again, for then its positions begin anew.
     */
    String identity() throws IOException {
        MessageDigest digest = sha256();
        List<Path> files = new ArrayList<>();
        for (Path folder : all()) {
            files.addAll(files(folder));
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        for (Path file : files) {
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).flip());
            if (!isLog(file)) {
                try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, IDENTITY_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }

    /** The capacity that the channel was configured with, or, without a checkpoint, one that is large enough. */
    int capacity() throws IOException {
        Path queue = checkpoint.resolve("checkpoint");
        if (Files.exists(queue) && Files.size(queue) > CHECKPOINT_HEADER * (long) Long.BYTES) {
            return (int) Math.min(MOST_EVENTS, Files.size(queue) / Long.BYTES - CHECKPOINT_HEADER);
        }
        long bytes = 0;
        for (Path folder : data) {
            for (Path log : logs(folder)) {
                bytes += Files.size(log);
            }
        }
        return (int) Math.min(MOST_EVENTS, bytes / SMALLEST_PUT + 1);
    }
}
