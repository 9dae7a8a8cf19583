package dev.headgate.tools;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.channel.journal.JournalFiles;
import dev.headgate.channel.journal.JournalFiles.SegmentFile;
import dev.headgate.channel.journal.JournalFiles.Summary;
import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.flume.ChannelException;
import org.apache.flume.Context;
import org.jspecify.annotations.Nullable;

/**
 * Stores the events of a stopped stock file channel in a journal. The file channel is only read; an import that was
 * killed is run again and stores what is missing.
 *
 * @param folders those of the file channel
 * @param journal those of the journal
 * @param moved is told after each batch how many events were read
 */
record FileChannelImport(FileChannelFolders folders, List<Path> journal, LongConsumer moved) {
    private static final int BATCH_EVENTS = 1000;
    private static final String SHADOW = "file-channel-import";

    /**
     * What was done.
     *
     * @param events events that the file channel held
     * @param repeats of those, how many the journal had from an import before
     */
    record Result(long events, long repeats) {}

    /**
     * Imports.
     *
     * @throws UserError where it cannot; the message says why and what to do
     */
    Result run() throws IOException {
        folders.check();
        String segmentSize = segmentSize();
        JournalChannel target = new JournalChannel();
        try (FolderLocks locks = new FolderLocks(folders)) {
            locks.take();
            String feeder = "file-channel-" + folders.identity();
            target.setName("journal");
            target.configure(new Context(keys(segmentSize)));
            target.start();
            return move(target, feeder);
        } catch (ChannelException | IllegalStateException | IllegalArgumentException failed) {
            throw new UserError(
                    "The import stopped: %s The file channel is as it was; mend what is named and run the import again."
                            .formatted(sentence(failed.getMessage())),
                    failed);
        } finally {
            target.stop();
        }
    }

    private Result move(JournalChannel target, String feeder) throws IOException {
        OptionalLong before = target.progressOf(feeder);
        Path shadow = journal.get(0).resolve(SHADOW);
        try (StoppedFileChannel queue = StoppedFileChannel.open(folders, shadow, BATCH_EVENTS)) {
            long events = new EventMover(queue.channel(), target, feeder, queue.transactionCapacity(), moved).run();
            return new Result(events, Math.min(events, before.orElse(-1) + 1));
        }
    }

    /** The size of the segments that the journal has, or nothing where it is new. */
    private String segmentSize() throws IOException {
        if (!JournalFiles.areIn(journal)) {
            return "";
        }
        try (JournalFiles files = JournalFiles.open(journal)) {
            Summary summary = files.inspect();
            if (summary.missingSegments() > 0) {
                throw new UserError(
                        "Importing into the journal in '%s' failed: %d of its segments are not in these folders. Give all folders of the journal, with commas between them."
                                .formatted(journal.get(0), summary.missingSegments()));
            }
            // The larger ones were made for a single large record.
            return summary.segments().stream().mapToLong(SegmentFile::bytes).min().stream()
                    .mapToObj(Long::toString)
                    .findFirst()
                    .orElse("");
        }
    }

    private Map<String, String> keys(String segmentSize) {
        Map<String, String> keys = new HashMap<>();
        keys.put("directories", journal.stream().map(Path::toString).collect(Collectors.joining(",")));
        keys.put("capacity", Long.toString(Long.MAX_VALUE));
        keys.put("keep-alive", "0s");
        // The agent's own setting is not known here; it forgets what it wants to when it starts.
        keys.put("forget-feeders", "36500d");
        if (!segmentSize.isEmpty()) {
            keys.put("segment-size", segmentSize + "B");
        }
        return keys;
    }

    private static String sentence(@Nullable String message) {
        String said = String.valueOf(message);
        return said.endsWith(".") ? said : said + ".";
    }
}
