package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.sink.DeadLetterOptions;
import dev.headgate.sink.EventTemplate;
import dev.headgate.sink.LoginOptions;
import java.time.Duration;
import java.util.List;

/** The keys of {@link HdfsSink}. */
public final class HdfsOptions implements DeclaredComponent {
    static final Option<String> PATH = Option.text(
                    "path",
                    "Folder of the files, with `%{header}` and `%Y %m %d %H %M %S` of the `timestamp` header, such as"
                            + " `hdfs://nn:8020/logs/%{stream}/dt=%Y-%m-%d/hr=%H`.")
            .required();
    static final Option<String> WRITER = Option.text(
                    "writer",
                    "Name of this sink, part of every file's name; no other sink of any agent may have it while it"
                            + " writes below the same folder.")
            .required();
    static final Option<DataSize> ROLL_SIZE = Option.dataSize(
                    "roll-size", "Size at which a file is closed and another begun.")
            .defaultsTo(DataSize.ofMegabytes(128))
            .atLeast(DataSize.ofBytes(1));
    static final Option<Duration> ROLL_AGE = Option.duration(
                    "roll-age",
                    "Age at which files are published, whatever their size: how old an event may be before it is seen.")
            .defaultsTo(Duration.ofMinutes(5))
            .atLeast(Duration.ofSeconds(1));
    static final Option<Long> BATCH_EVENTS = Option.integer("batch-events", "Most events taken in one transaction.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(1_000_000L);
    static final Option<Format> FORMAT = Option.oneOf(
                    "format",
                    Format.class,
                    "Format of the files: lines of text; `avro`, containers of Flume's event, or of `avro-schema`;"
                            + " `sequence-file`, as Flume writes it; `parquet`, with a column for each part of the event, or with"
                            + " those of `parquet-schema`.")
            .defaultsTo(Format.TEXT);
    static final Option<Codec> CODEC = Option.oneOf(
                    "codec",
                    Codec.class,
                    "Compression of the files: of a text file as a whole, of the others by blocks or pages; Avro takes no lz4, a"
                            + " sequence file no zstd. Text takes one on a journal alone.")
            .defaultsTo(Codec.NONE);
    static final Option<String> AVRO_SCHEMA = Option.text(
            "avro-schema",
            "File on the agent's machine with the Avro schema of the bodies, which are records of it in Avro's binary"
                    + " encoding.");
    static final Option<String> PARQUET_SCHEMA = Option.text(
            "parquet-schema",
            "File on the agent's machine with the columns of a Parquet file, as `message click { optional binary page"
                    + " (STRING); }`: the bodies are JSON objects whose members they take.");
    static final Option<OnMisfit> ON_MISFIT = Option.oneOf(
                    "on-misfit",
                    OnMisfit.class,
                    "With `parquet-schema`, what becomes of what its columns cannot take: `column` keeps it beside them, in"
                            + " `misfit-column`; `dead-letter` sets the event aside.")
            .defaultsTo(OnMisfit.COLUMN);
    static final Option<String> MISFIT_COLUMN = Option.text(
                    "misfit-column",
                    "With `parquet-schema`, the column added to its own that keeps, as JSON, what they cannot take.")
            .defaultsTo("misfit");
    static final Option<DataSize> ROW_GROUP_MEMORY = Option.dataSize(
                    "row-group-memory",
                    "Memory of all row groups of Parquet that are being filled, together; where it is full the largest are"
                            + " written to their files.")
            .defaultsTo(DataSize.ofMegabytes(64))
            .atLeast(DataSize.ofMegabytes(1));
    static final Option<List<String>> COLUMNS = Option.list(
            "columns", "Headers written before the body, each followed by the delimiter; a missing one is left empty.");
    static final Option<String> DELIMITER = Option.text(
                    "delimiter", "Character between columns; `\\t` is a tab, `\\u0001` a character by its number.")
            .defaultsTo("\\t");
    static final Option<LineEnd> LINE_END =
            Option.oneOf("line-end", LineEnd.class, "What ends a line.").defaultsTo(LineEnd.LF);
    static final Option<String> TIME_ZONE =
            Option.text("time-zone", "Time zone of the folders' times.").defaultsTo("UTC");
    static final Option<Duration> ROUND = Option.duration(
                    "round", "Times in the path are rounded down to it, counted from 1970 UTC, such as `10m`.")
            .atLeast(Duration.ofMillis(1))
            .atMost(Duration.ofDays(1));
    static final Option<String> MISSING = Option.text(
                    "missing", "Stands in the path where an event lacks the header or the timestamp.")
            .defaultsTo("unknown");
    static final Option<OnMissing> ON_MISSING = Option.oneOf(
                    "on-missing",
                    OnMissing.class,
                    "What becomes of an event that lacks a header or the timestamp: `default` writes it where `missing` says;"
                            + " `dead-letter` sets it aside.")
            .defaultsTo(OnMissing.DEFAULT);
    static final Option<Long> MAX_OPEN_FILES = Option.integer(
                    "max-open-files", "Most files written at a time; beyond it the one longest unused is published.")
            .defaultsTo(500L)
            .atLeast(1L);
    static final Option<DataSize> EPOCH_SIZE = Option.dataSize(
                    "epoch-size",
                    "On a journal, size of all bodies at which they are published together: what a crash makes it write again."
                            + " Without it, `roll-size` for each file that is written side by side, and at least eight times; in an"
                            + " object store `128MB`, as what no upload took yet is in memory.")
            .atLeast(DataSize.ofBytes(1));
    static final Option<Long> WRITERS = Option.integer(
                    "writers",
                    "On a journal, threads that write side by side, each into files of its own: raise it where one cannot"
                            + " fill the network.")
            .defaultsTo(1L)
            .atLeast(1L)
            .atMost(64L);
    static final Option<Flush> FLUSH = Option.oneOf(
                    "flush",
                    Flush.class,
                    "What DataNodes have done when a channel may forget events, with a batch or on a journal with the files of"
                            + " an epoch: `hflush`, each has them in memory; `hsync`, each has them on disk.")
            .defaultsTo(Flush.HFLUSH);
    static final Option<Boolean> SUCCESS = Option.bool(
                    "success",
                    "On a journal, whether a folder gets `_SUCCESS` when the time ended that it stands for, `lateness` has"
                            + " passed, and all writers below the same fixed folder have published what they were given.")
            .defaultsTo(false);
    static final Option<Duration> LATENESS = Option.duration(
                    "lateness",
                    "How long after the end of its time a folder's events may still come: for `success` and `late-age`.")
            .defaultsTo(Duration.ofMinutes(30));
    static final Option<Duration> LATE_AGE = Option.duration(
                    "late-age",
                    "On a journal, how long events of folders whose time and `lateness` have passed are collected in the writer's"
                            + " hidden folder, before each folder gets one file of them; `0s` writes a file with each epoch.")
            .defaultsTo(Duration.ZERO);
    static final Option<Boolean> AUDIT = Option.bool(
                    "audit",
                    "On a journal, whether a hidden empty file in each folder says by its name how many events and bytes this"
                            + " writer has landed there.")
            .defaultsTo(false);
    static final Option<Duration> STORE_TIMEOUT = Option.duration(
                    "store-timeout",
                    "On a journal, how long a step may wait for HDFS before the sink gives its files up and begins anew.")
            .defaultsTo(Duration.ofMinutes(2))
            .atLeast(Duration.ofSeconds(1));
    static final Option<Duration> STOP_TIMEOUT = Option.duration(
                    "stop-timeout",
                    "On a journal, how long a stop may take; what is not published by then is by the next start.")
            .defaultsTo(Duration.ofSeconds(20))
            .atLeast(Duration.ofSeconds(1));
    static final Option<Duration> ORPHAN_AGE = Option.duration(
                    "orphan-age",
                    "On a journal, when hidden folders of writers that are gone are removed, and what is published in them is"
                            + " finished.")
            .defaultsTo(Duration.ofDays(7))
            .atLeast(Duration.ofMinutes(1));
    static final Option<String> HADOOP =
            Option.passedOn("hadoop.", "Settings of the Hadoop client, as `hadoop.dfs.replication`.");

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.hdfs.HdfsSink",
                    "Writes whole files into HDFS: on a journal each event once, on any other channel at least once.",
                    PATH,
                    WRITER,
                    ROLL_SIZE,
                    ROLL_AGE,
                    BATCH_EVENTS,
                    FORMAT,
                    CODEC,
                    AVRO_SCHEMA,
                    PARQUET_SCHEMA,
                    ON_MISFIT,
                    MISFIT_COLUMN,
                    ROW_GROUP_MEMORY,
                    COLUMNS,
                    DELIMITER,
                    LINE_END,
                    TIME_ZONE,
                    ROUND,
                    MISSING,
                    ON_MISSING,
                    MAX_OPEN_FILES,
                    EPOCH_SIZE,
                    WRITERS,
                    FLUSH,
                    SUCCESS,
                    LATENESS,
                    LATE_AGE,
                    AUDIT,
                    STORE_TIMEOUT,
                    STOP_TIMEOUT,
                    ORPHAN_AGE,
                    DeadLetterOptions.DEAD_LETTERS,
                    DeadLetterOptions.DEAD_LETTERS_SIZE,
                    LoginOptions.KERBEROS_PRINCIPAL,
                    LoginOptions.KERBEROS_KEYTAB,
                    LoginOptions.PROXY_USER,
                    HADOOP)
            .contradiction(EventTemplate.check(PATH))
            .contradiction(HdfsChecks::badPath)
            .contradiction(HdfsChecks::badWriter)
            .contradiction(HdfsChecks::badDelimiter)
            .contradiction(HdfsChecks::badTimeZone)
            .contradiction(HdfsChecks::timelessSuccess)
            .contradiction(HdfsChecks::timelessLateAge)
            .contradiction(HdfsChecks::badCodec)
            .contradiction(values -> HdfsChecks.uselessSchema(AVRO_SCHEMA, Format.AVRO, values))
            .contradiction(values -> HdfsChecks.uselessSchema(PARQUET_SCHEMA, Format.PARQUET, values))
            .contradiction(DeadLetterOptions::check)
            .contradiction(LoginOptions::check);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }
}
