package dev.headgate.topology;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import java.time.Duration;
import java.util.List;

/** Declarations as the plugins make them, which are not on this module's class path; also found as services. */
public final class FakeComponents {
    private FakeComponents() {}

    public static List<ComponentOptions> all() {
        return List.of(
                new Tail().options(),
                new Journal().options(),
                new Identity().options(),
                new Lane().options(),
                new LaneIn().options(),
                new Routes().options(),
                new Hdfs().options(),
                new HBase().options(),
                new Kafka().options());
    }

    public static final class Tail implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SOURCE,
                    "dev.headgate.source.tail.TailSource",
                    "Reads files.",
                    Option.list("files", "Files.").required(),
                    Option.text("position-file", "Position.").required(),
                    Option.text("host", "Host.").required(),
                    batch());
        }
    }

    public static final class Journal implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.CHANNEL,
                    "dev.headgate.channel.journal.JournalChannel",
                    "Keeps events.",
                    Option.list("directories", "Folders.").required(),
                    Option.integer("capacity", "Events.").required().atLeast(1L),
                    Option.dataSize("capacity-bytes", "Bytes.").required().atLeast(DataSize.ofKilobytes(1)),
                    Option.integer("transaction-capacity", "Events of a transaction.")
                            .required()
                            .atLeast(1L)
                            .atMost(10_000_000L));
        }
    }

    public static final class Identity implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.INTERCEPTOR,
                    "dev.headgate.interceptor.identity.IdentityInterceptor$Builder",
                    "Stamps events.",
                    Option.text("agent", "Agent.").required(),
                    Option.text("stream", "Stream."),
                    Option.bool("trusted", "Trusted.").defaultsTo(false));
        }
    }

    public static final class Routes implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SOURCE,
                    "dev.headgate.interceptor.route.RouteSelector",
                    "Selects channels.",
                    Option.passedOn("route.", "Routes."));
        }
    }

    public static final class Lane implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.lane.LaneSink",
                    "Sends to the next tier.",
                    Option.list("targets", "Targets.").required(),
                    Option.duration("reply-timeout", "Patience."),
                    Option.bool("tls", "Encrypted."),
                    Option.text("tls.trust-store", "Trusted."),
                    Option.secret("tls.trust-store-password", "Password."),
                    Option.text("tls.key-store", "Shown."),
                    Option.secret("tls.key-store-password", "Password."),
                    batch());
        }
    }

    public static final class LaneIn implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SOURCE,
                    "dev.headgate.source.lane.LaneSource",
                    "Takes what lanes send.",
                    Option.text("bind", "Address.").required(),
                    Option.integer("port", "Port.").required(),
                    Option.bool("tls", "Encrypted."),
                    Option.text("tls.key-store", "Shown."),
                    Option.secret("tls.key-store-password", "Password."),
                    Option.text("tls.trust-store", "Trusted."),
                    Option.secret("tls.trust-store-password", "Password."));
        }
    }

    public static final class Hdfs implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.hdfs.HdfsSink",
                    "Writes files.",
                    Option.text("path", "Path.").required(),
                    Option.text("writer", "Writer.").required(),
                    Option.duration("roll-age", "Age.")
                            .defaultsTo(Duration.ofMinutes(5))
                            .atMost(Duration.ofHours(12)),
                    Option.list("columns", "Columns."),
                    Option.oneOf("format", Format.class, "Format.").defaultsTo(Format.TEXT),
                    Option.oneOf("codec", Codec.class, "Codec.").defaultsTo(Codec.NONE),
                    Option.dataSize("epoch-size", "Epoch."),
                    Option.text("kerberos-principal", "Principal."),
                    Option.text("kerberos-keytab", "Keytab."),
                    deadLetters(),
                    Option.secret("token", "Token."),
                    Option.dataSize("roll-size", "Size."),
                    Option.passedOn("hadoop.", "Client."),
                    batch());
        }
    }

    public static final class HBase implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.hbase.HBaseSink",
                    "Writes rows.",
                    Option.text("table", "Table.").required(),
                    Option.list("zookeeper", "Quorum.").required(),
                    Option.text("row", "Row."),
                    Option.passedOn("cell.", "Cells."),
                    Option.passedOn("counter.", "Counters."),
                    Option.bool("create-table", "Created.").defaultsTo(false),
                    deadLetters(),
                    batch());
        }
    }

    public static final class Kafka implements DeclaredComponent {
        @Override
        public ComponentOptions options() {
            return ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.kafka.KafkaSink",
                    "Writes records.",
                    Option.list("brokers", "Brokers.").required(),
                    Option.text("topic", "Topic.").required(),
                    Option.bool("transactional", "Transactional.").defaultsTo(true),
                    Option.text("key", "Key."),
                    deadLetters(),
                    Option.passedOn("kafka.", "Client."),
                    batch());
        }
    }

    /** Formats of files. */
    public enum Format {
        TEXT,
        AVRO,
        SEQUENCE_FILE
    }

    /** Codecs of files. */
    public enum Codec {
        NONE,
        GZIP,
        SNAPPY
    }

    private static Option<String> deadLetters() {
        return Option.text("dead-letters", "Dead letters.").defaultsTo("hold");
    }

    private static Option<Long> batch() {
        return Option.integer("batch-events", "Batch.").defaultsTo(1000L).atLeast(1L);
    }
}
