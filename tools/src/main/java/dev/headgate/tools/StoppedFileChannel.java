package dev.headgate.tools;

import dev.headgate.topology.cli.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.channel.file.FileChannel;

/**
 * The queue of a stopped stock file channel, read by Flume's own code from a shadow of its folders: the small files are
 * copied, the logs are linked, and what Flume writes while it reads goes to the shadow. The channel's own files are never
 * changed, so the queue is the same, in the same order, each time it is read.
 *
 * <p>Used by one thread.
 */
final class StoppedFileChannel implements Closeable {
    /** A checkpoint meanwhile would be work for nothing. */
    private static final long NEVER_MILLIS = 365L * 24 * 60 * 60 * 1000;

    private static final int SMALLEST_FREE_BYTES = 1 << 20;

    private final Path shadow;
    private final FileChannel channel = new FileChannel();
    private final int transactionCapacity;

    private StoppedFileChannel(Path shadow, int transactionCapacity) {
        this.shadow = shadow;
        this.transactionCapacity = transactionCapacity;
    }

    /**
     * Opens the queue.
     *
     * @param shadow folder for the shadow; what is in it is deleted first
     * @param mostTakes events that a transaction shall be able to take
     * @throws UserError where Flume cannot read the channel; the message says why
     */
    static StoppedFileChannel open(FileChannelFolders folders, Path shadow, int mostTakes) throws IOException {
        delete(shadow);
        int capacity = folders.capacity();
        StoppedFileChannel opened = new StoppedFileChannel(shadow, Math.min(mostTakes, capacity));
        try {
            opened.start(opened.castShadow(folders), capacity);
            return opened;
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    private FileChannelFolders castShadow(FileChannelFolders folders) throws IOException {
        Path checkpoint = Files.createDirectories(shadow.resolve("checkpoint"));
        for (Path file : FileChannelFolders.files(folders.checkpoint())) {
            copy(file, checkpoint);
        }
        List<Path> data = new ArrayList<>();
        for (Path folder : folders.data()) {
            Path target = Files.createDirectories(shadow.resolve("data-" + data.size()));
            for (Path file : FileChannelFolders.files(folder)) {
                if (FileChannelFolders.isLog(file)) {
                    Files.createSymbolicLink(target.resolve(file.getFileName()), file.toRealPath());
                } else {
                    copy(file, target);
                }
            }
            data.add(target);
        }
        return new FileChannelFolders(checkpoint, data);
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private void start(FileChannelFolders folders, int capacity) {
        Map<String, String> keys = new HashMap<>();
        keys.put("checkpointDir", folders.checkpoint().toString());
        keys.put("dataDirs", folders.data().stream().map(Path::toString).collect(Collectors.joining(",")));
        keys.put("capacity", Integer.toString(capacity));
        keys.put("transactionCapacity", Integer.toString(transactionCapacity));
        keys.put("checkpointInterval", Long.toString(NEVER_MILLIS));
        keys.put("checkpointOnClose", "false");
        keys.put("minimumRequiredSpace", Integer.toString(SMALLEST_FREE_BYTES));
        channel.setName("file-channel-import");
        channel.configure(new Context(keys));
        channel.start();
        if (!channel.isOpen()) {
            throw new UserError(
                    "Reading the file channel failed: Flume cannot open it: %s. Start the agent that wrote it, drain the channel, and begin the journal empty."
                            .formatted(whyNotOpen()));
        }
    }

    private String whyNotOpen() {
        try {
            channel.getTransaction().close();
            return "it does not say why";
        } catch (IllegalStateException closed) {
            return String.valueOf(closed.getMessage());
        }
    }

    Channel channel() {
        return channel;
    }

    int transactionCapacity() {
        return transactionCapacity;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.stop();
        }
        delete(shadow);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> deepestFirst;
            try (Stream<Path> paths = Files.walk(folder)) {
                deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
