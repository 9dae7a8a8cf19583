package dev.headgate.benchmark;

import java.util.HashMap;
import java.util.Map;

/** What files a sink writes, and how each side is told. */
enum HdfsFiles {
    TEXT(1),
    SEQUENCE_FILE(1),
    SNAPPY(1),
    PARTITIONS(200);

    private static final String ROLL_BYTES = Integer.toString(128 << 20);

    private final int partitions;

    HdfsFiles(int partitions) {
        this.partitions = partitions;
    }

    /** The partition of an event: half of all go to the first. */
    String partition(int event) {
        return Integer.toString(event % 2 == 0 ? 0 : event / 2 % partitions);
    }

    /** The keys of a sink that writes below this folder. */
    Map<String, String> options(Side side, String folder) {
        Map<String, String> options = new HashMap<>(
                switch (side) {
                    case STOCK ->
                        Map.of(
                                "hdfs.path", folder + "/%{partition}",
                                "hdfs.writeFormat", this == SEQUENCE_FILE ? "Writable" : "Text",
                                "hdfs.batchSize", "1000",
                                "hdfs.rollInterval", "0",
                                "hdfs.rollCount", "0",
                                "hdfs.rollSize", ROLL_BYTES,
                                "hdfs.minBlockReplicas", "1");
                    case HEADGATE -> Map.of("path", folder + "/%{partition}", "writer", "bench", "roll-size", "128MB");
                });
        options.putAll(
                switch (side) {
                    case STOCK -> ofStock();
                    case HEADGATE -> ofHeadgate();
                });
        return options;
    }

    private Map<String, String> ofStock() {
        return switch (this) {
            case TEXT, PARTITIONS -> Map.of("hdfs.fileType", "DataStream");
            case SEQUENCE_FILE -> Map.of("hdfs.fileType", "SequenceFile");
            case SNAPPY -> Map.of("hdfs.fileType", "CompressedStream", "hdfs.codeC", "snappy");
        };
    }

    private Map<String, String> ofHeadgate() {
        return switch (this) {
            case TEXT, PARTITIONS -> Map.of("format", "text");
            case SEQUENCE_FILE -> Map.of("format", "sequence-file");
            case SNAPPY -> Map.of("format", "text", "codec", "snappy");
        };
    }
}
