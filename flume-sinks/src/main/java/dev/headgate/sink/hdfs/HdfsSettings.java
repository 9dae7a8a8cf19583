package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Values;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.EventTemplate;
import dev.headgate.sink.Login;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HDFS sink was told.
 *
 * @param root the fixed folder below which all its files land, ending in a slash
 * @param path the folder of an event's file; begins with the root
 * @param epochSize null where the size of an epoch follows from its files
 * @param lateAge zero where late events are not held
 * @param login who it is to the store
 * @param hadoop settings of the Hadoop client; may hold secrets
 */
record HdfsSettings(
        String root,
        EventTemplate path,
        String writer,
        DataSize rollSize,
        Duration rollAge,
        int batchEvents,
        RecordFormat format,
        int maxOpenFiles,
        @Nullable DataSize epochSize,
        int writers,
        Duration storeTimeout,
        Duration stopTimeout,
        Duration orphanAge,
        Flush flush,
        boolean success,
        Duration lateness,
        Duration lateAge,
        boolean audit,
        boolean missingIsDead,
        DeadLetterSettings deadLetters,
        Login login,
        Map<String, String> hadoop) {
    /** To publish costs a pause and some requests: what it is done for should be worth it. */
    private static final int LEAST_FILES = 8;

    /** What is too small for a part of an upload waits in memory, at most all of an epoch. */
    private static final DataSize OBJECT_EPOCH = DataSize.ofMegabytes(128);

    static HdfsSettings of(Values values) {
        EventTemplate exact = EventTemplate.parse(
                withSlash(values.get(HdfsOptions.PATH)),
                ZoneId.of(values.get(HdfsOptions.TIME_ZONE)),
                values.get(HdfsOptions.MISSING));
        EventTemplate path = values.find(HdfsOptions.ROUND).map(exact::rounded).orElse(exact);
        String start = path.fixedStart();
        return new HdfsSettings(
                start.substring(0, start.lastIndexOf('/') + 1),
                path,
                values.get(HdfsOptions.WRITER),
                values.get(HdfsOptions.ROLL_SIZE),
                values.get(HdfsOptions.ROLL_AGE),
                Math.toIntExact(values.get(HdfsOptions.BATCH_EVENTS)),
                Formats.of(values),
                (int) Math.min(Integer.MAX_VALUE, values.get(HdfsOptions.MAX_OPEN_FILES)),
                values.find(HdfsOptions.EPOCH_SIZE).orElse(null),
                Math.toIntExact(values.get(HdfsOptions.WRITERS)),
                values.get(HdfsOptions.STORE_TIMEOUT),
                values.get(HdfsOptions.STOP_TIMEOUT),
                values.get(HdfsOptions.ORPHAN_AGE),
                values.get(HdfsOptions.FLUSH),
                values.get(HdfsOptions.SUCCESS),
                values.get(HdfsOptions.LATENESS),
                values.get(HdfsOptions.LATE_AGE),
                values.get(HdfsOptions.AUDIT),
                values.get(HdfsOptions.ON_MISSING) == OnMissing.DEAD_LETTER,
                DeadLetterSettings.of(values),
                Login.of(values, values.under(HdfsOptions.HADOOP)),
                values.under(HdfsOptions.HADOOP));
    }

    /** The folder of an event's file below the root; empty for the root itself, else ending in a slash. */
    String folderOf(Map<String, String> headers) {
        return FolderNames.fit(path.render(headers, FolderNames::encode).substring(root.length()));
    }

    /**
     * The folder of an event's file, as {@link #folderOf}.
     *
     * @throws UnfitEventException where the event has not all that the path needs, and such events are set aside
     */
    String wholeFolderOf(Map<String, String> headers) throws UnfitEventException {
        if (missingIsDead && path.renderWhole(headers).isEmpty()) {
            throw new UnfitEventException("it lacks a header or a timestamp that the path needs");
        }
        return folderOf(headers);
    }

    /** How large an epoch may become that writes so many files side by side. */
    long epochBytes(int files) {
        DataSize given = epochSize;
        if (given != null) {
            return given.bytes();
        }
        return ObjectStores.hold(root) ? OBJECT_EPOCH.bytes() : rollSize.bytes() * Math.max(LEAST_FILES, files);
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
