package dev.headgate.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters to files {@code SINK-TIME.jsonl}, one line each, synced before they count as kept.
 *
 * <p>Each run begins a file of its own, so a line that a crash tore is the last of its file. Used by one thread.
 */
final class DeadLetterFiles implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFiles.class);
    private static final long FILE_SIZE = 64L << 20;

    private final String sink;
    private final DeadLetterSettings.Keep settings;
    private final Clock clock;
    private @Nullable FileChannel file;

    DeadLetterFiles(String sink, DeadLetterSettings.Keep settings, Clock clock) {
        this.sink = sink;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void keep(@Nullable String journalId, List<Rejected> rejected) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Rejected letter : rejected) {
            lines.append(DeadLetterLine.of(clock.instant(), sink, journalId, letter))
                    .append('\n');
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(settings.folder());
        checkRoom(bytes.length);
        append(ByteBuffer.wrap(bytes));
    }

    @Override
    public void close() throws IOException {
        FileChannel closing = file;
        file = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** A file that could not be written to its end is left alone: its lines come again in the next one. */
    private void append(ByteBuffer lines) throws IOException {
        FileChannel open = file;
        if (open != null && open.size() >= FILE_SIZE) {
            close();
            open = null;
        }
        if (open == null) {
            open = create();
            file = open;
        }
        boolean whole = false;
        try {
            while (lines.hasRemaining()) {
                open.write(lines);
            }
            open.force(true);
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private FileChannel create() throws IOException {
        for (long time = clock.millis(); ; time++) {
            Path path = settings.folder().resolve(prefix() + time + ".jsonl");
            try {
                FileChannel created = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                try (FileChannel folder = FileChannel.open(settings.folder(), StandardOpenOption.READ)) {
                    folder.force(true);
                }
                LOG.warn("Sink '{}' puts events aside that can never be written: see '{}'.", sink, path);
                return created;
            } catch (FileAlreadyExistsException taken) {
                LOG.debug("'{}' is there already.", path);
            }
        }
    }

    private void checkRoom(long bytes) throws IOException {
        long used = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(settings.folder(), this::isOurs)) {
            for (Path path : files) {
                used += Files.size(path);
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        if (used + bytes > settings.most().bytes()) {
            throw new IOException(
                    ("the dead letters of sink '%s' in '%s' have reached %s. Look at the reasons in them, mend what"
                                    + " writes such events, and move the files away")
                            .formatted(sink, settings.folder(), settings.most()));
        }
    }

    private boolean isOurs(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(prefix()) && name.substring(prefix().length()).matches("[0-9]+\\.jsonl");
    }

    private String prefix() {
        return sink.replaceAll("[^A-Za-z0-9._-]", "_") + "-";
    }
}
