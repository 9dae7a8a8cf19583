package dev.headgate.topology.check;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Secret;
import dev.headgate.kit.option.Values;
import java.util.List;
import java.util.Optional;

/**
 * The keys of stock Flume 1.11.0 components that the generator writes, and their neighbours.
 *
 * <p>A channel selector is declared as a source, and a sink processor as a sink: Flume configures them there.
 */
public final class StockComponents {
    private static final long MOST_PORTS = 65_535;

    /**
     * The most events of a file channel: its checkpoint holds 8 bytes for each behind a header of 1029 longs, and its size is an
     * int.
     */
    public static final long FILE_CHANNEL_LIMIT = 268_434_426;

    private static final Option<Long> CAPACITY = Option.integer("capacity", "The most events that it holds.")
            .defaultsTo(1_000_000L)
            .atLeast(1L)
            .atMost(FILE_CHANNEL_LIMIT);
    private static final Option<Long> TRANSACTION_CAPACITY = Option.integer(
                    "transactionCapacity", "The most events of one transaction.")
            .defaultsTo(10_000L)
            .atLeast(1L);

    /** The most events of a memory channel, whose capacity is an int. */
    public static final long MEMORY_CHANNEL_LIMIT = Integer.MAX_VALUE;

    private static final Option<Long> MEMORY_CAPACITY = Option.integer("capacity", "The most events that it holds.")
            .defaultsTo(100L)
            .atLeast(1L)
            .atMost(MEMORY_CHANNEL_LIMIT);
    private static final Option<Long> MEMORY_TRANSACTION = Option.integer(
                    "transactionCapacity", "The most events of one transaction.")
            .defaultsTo(100L)
            .atLeast(1L);
    private static final Option<Boolean> SSL =
            Option.bool("ssl", "Whether connections are encrypted.").defaultsTo(false);
    private static final Option<String> EXCLUDE_PROTOCOLS =
            Option.text("exclude-protocols", "TLS versions that are refused, divided by blanks.");
    private static final Option<String> INCLUDE_PROTOCOLS =
            Option.text("include-protocols", "The only TLS versions that are taken, divided by blanks.");
    private static final Option<String> KEYSTORE =
            Option.text("keystore", "File with the key and certificate that are shown to senders.");
    private static final Option<Secret> KEYSTORE_PASSWORD =
            Option.secret("keystore-password", "Password of the keystore and of the key in it.");
    private static final Option<String> KEYSTORE_TYPE =
            Option.text("keystore-type", "Type of the keystore.").defaultsTo("JKS");

    static final ComponentOptions AVRO_SOURCE = ComponentOptions.of(
            ComponentKind.SOURCE,
            "avro",
            "Takes events from Avro sinks and RPC clients.",
            Option.text("bind", "Address to listen on.").required(),
            port("Port to listen on."),
            Option.integer("threads", "Most threads; 0 is without bound.")
                    .defaultsTo(0L)
                    .atLeast(0L),
            Option.text("compression-type", "none or deflate, as its senders have it.")
                    .defaultsTo("none"),
            SSL,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEYSTORE_TYPE,
            EXCLUDE_PROTOCOLS,
            INCLUDE_PROTOCOLS);

    static final ComponentOptions THRIFT_SOURCE = ComponentOptions.of(
            ComponentKind.SOURCE,
            "thrift",
            "Takes events from Thrift sinks and RPC clients.",
            Option.text("bind", "Address to listen on.").required(),
            port("Port to listen on."),
            Option.integer("threads", "Most threads; without it as many as are wanted.")
                    .atLeast(1L),
            Option.text("protocol", "binary or compact, as its senders have it.")
                    .defaultsTo("compact"),
            SSL,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEYSTORE_TYPE,
            EXCLUDE_PROTOCOLS,
            INCLUDE_PROTOCOLS);

    static final ComponentOptions HTTP_SOURCE = ComponentOptions.of(
            ComponentKind.SOURCE,
            "http",
            "Takes events that are posted, by default as JSON.",
            Option.text("bind", "Address to listen on.").defaultsTo("0.0.0.0"),
            port("Port to listen on."),
            Option.text("handler", "Class that reads a post.").defaultsTo("org.apache.flume.source.http.JSONHandler"),
            Option.passedOn("handler.", "Settings of the handler."),
            Option.passedOn("QueuedThreadPool.", "Settings of Jetty's threads."),
            SSL,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEYSTORE_TYPE,
            EXCLUDE_PROTOCOLS,
            INCLUDE_PROTOCOLS);

    static final ComponentOptions SYSLOG_SOURCE = ComponentOptions.of(
            ComponentKind.SOURCE,
            "multiport_syslogtcp",
            "Takes syslog lines over TCP, each an event.",
            Option.text("host", "Address to listen on."),
            Option.text("ports", "Ports to listen on, divided by blanks.").required(),
            Option.integer("eventSize", "Longest line in bytes; a longer one is cut.")
                    .defaultsTo(2500L)
                    .atLeast(1L)
                    .atMost((long) Integer.MAX_VALUE),
            Option.integer("batchSize", "Most events of a transaction.")
                    .defaultsTo(100L)
                    .atLeast(1L),
            Option.text(
                            "keepFields",
                            "Which fields stay in the body: none, all, or some of priority, version, timestamp, hostname.")
                    .defaultsTo("none"),
            Option.text("portHeader", "Header that the port is put into."),
            Option.text("clientIPHeader", "Header that the sender's address is put into."),
            Option.text("clientHostnameHeader", "Header that the sender's name is put into."),
            Option.text("charset.default", "Character set of the lines.").defaultsTo("UTF-8"),
            Option.passedOn("charset.port.", "Character set of the lines of a port."),
            Option.integer("numProcessors", "Most processors.").atLeast(1L),
            Option.integer("readBufferBytes", "Bytes of the buffer that is read into.")
                    .defaultsTo(1024L)
                    .atLeast(1L),
            SSL,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEYSTORE_TYPE,
            EXCLUDE_PROTOCOLS,
            INCLUDE_PROTOCOLS);

    static final ComponentOptions AVRO_SINK = ComponentOptions.of(
            ComponentKind.SINK,
            "avro",
            "Sends events to an Avro source.",
            Option.text("hostname", "Address of the source.").required(),
            port("Port of the source."),
            Option.integer("batch-size", "Events of a batch.").defaultsTo(100L).atLeast(1L),
            milliseconds("connect-timeout", "How long to wait for a connection, in milliseconds.", 20_000),
            milliseconds("request-timeout", "How long to wait for an answer, in milliseconds.", 20_000),
            Option.integer("reset-connection-interval", "Seconds until a new connection is made; 0 is never.")
                    .defaultsTo(0L)
                    .atLeast(0L),
            Option.text("compression-type", "none or deflate, as the source has it.")
                    .defaultsTo("none"),
            SSL,
            Option.text("truststore", "File with the certificates that are trusted; without it, those of the JVM."),
            Option.secret("truststore-password", "Password of the truststore."),
            Option.text("truststore-type", "Type of the truststore.").defaultsTo("JKS"),
            Option.bool("trust-all-certs", "Whether any certificate is trusted; then nothing is safe.")
                    .defaultsTo(false),
            EXCLUDE_PROTOCOLS,
            INCLUDE_PROTOCOLS);

    static final ComponentOptions FILE_CHANNEL = ComponentOptions.of(
                    ComponentKind.CHANNEL,
                    "file",
                    "Keeps events in files; a commit is synced to disk.",
                    Option.text("checkpointDir", "Folder of the checkpoint.").required(),
                    Option.list("dataDirs", "Folders of the events.").required(),
                    CAPACITY,
                    TRANSACTION_CAPACITY,
                    milliseconds("checkpointInterval", "Time between checkpoints, in milliseconds.", 30_000),
                    Option.integer("maxFileSize", "Bytes of a data file.")
                            .defaultsTo(2_146_435_071L)
                            .atLeast(1L << 20)
                            .atMost(2_146_435_071L),
                    Option.integer("minimumRequiredSpace", "Bytes of free disk below which it takes no event.")
                            .defaultsTo(524_288_000L)
                            .atLeast(1L << 20),
                    Option.integer("keep-alive", "Seconds a put waits for room.")
                            .defaultsTo(3L)
                            .atLeast(0L),
                    Option.bool("useDualCheckpoints", "Whether the checkpoint is kept twice.")
                            .defaultsTo(false),
                    Option.text("backupCheckpointDir", "Folder of the second checkpoint."))
            .contradiction(StockComponents::transactionAboveCapacity);

    static final ComponentOptions MEMORY_CHANNEL = ComponentOptions.of(
                    ComponentKind.CHANNEL,
                    "memory",
                    "Keeps events in memory; they are lost when the agent ends.",
                    MEMORY_CAPACITY,
                    MEMORY_TRANSACTION,
                    Option.integer("byteCapacity", "The most bytes of bodies; without it, from the heap.")
                            .atLeast(1L),
                    Option.integer("byteCapacityBufferPercentage", "Hundredths of byteCapacity that are for headers.")
                            .defaultsTo(20L)
                            .atLeast(0L)
                            .atMost(99L),
                    Option.integer("keep-alive", "Seconds a put waits for room.")
                            .defaultsTo(3L)
                            .atLeast(0L))
            .contradiction(values -> values.get(MEMORY_TRANSACTION) <= values.get(MEMORY_CAPACITY)
                    ? Optional.empty()
                    : Optional.of("'transactionCapacity' %d is above 'capacity' %d. Lower it."
                            .formatted(values.get(MEMORY_TRANSACTION), values.get(MEMORY_CAPACITY))));

    static final ComponentOptions KAFKA_CHANNEL = ComponentOptions.of(
            ComponentKind.CHANNEL,
            "org.apache.flume.channel.kafka.KafkaChannel",
            "Keeps events in a Kafka topic, which the agents of a tier share.",
            Option.text("kafka.bootstrap.servers", "Brokers, as host:port divided by commas.")
                    .required(),
            Option.text("kafka.topic", "The topic; it has to exist.").required(),
            Option.integer("kafka.pollTimeout", "Milliseconds a take waits for events.")
                    .defaultsTo(500L)
                    .atLeast(0L),
            Option.bool("parseAsFlumeEvent", "Whether records bear headers too.")
                    .defaultsTo(true),
            Option.bool("migrateZookeeperOffsets", "Whether offsets of old are taken over from ZooKeeper.")
                    .defaultsTo(true),
            Option.text("partitionIdHeader", "Header with the partition of an event."),
            Option.integer("defaultPartitionId", "Partition of events without that header.")
                    .atLeast(0L),
            Option.passedOn("kafka.producer.", "Settings of the producer."),
            Option.passedOn("kafka.consumer.", "Settings of the consumer."));

    static final ComponentOptions REPLICATING = ComponentOptions.of(
            ComponentKind.SOURCE,
            "replicating",
            "Channel selector: puts every event into all channels.",
            Option.text("optional", "Channels that may refuse an event, divided by blanks."));

    static final ComponentOptions MULTIPLEXING = ComponentOptions.of(
            ComponentKind.SOURCE,
            "multiplexing",
            "Channel selector: puts an event into the channels that the value of a header names.",
            Option.text("header", "The header.").required(),
            Option.passedOn("mapping.", "The channels of a value of the header, divided by blanks."),
            Option.text(
                            "default",
                            "The channels of events with another value, divided by blanks; without it they are dropped.")
                    .required());

    static final ComponentOptions FAILOVER = ComponentOptions.of(
            ComponentKind.SINK,
            "failover",
            "Sink processor: uses the sink with the highest priority that works.",
            Option.passedOn("priority.", "The priority of a sink."),
            milliseconds("maxpenalty", "The longest time a failed sink is left alone, in milliseconds.", 30_000));

    static final ComponentOptions REMOVE_HEADER = ComponentOptions.of(
            ComponentKind.INTERCEPTOR,
            "remove_header",
            "Takes headers off.",
            Option.text("withName", "Name of the header."),
            Option.text("fromList", "Names of headers, divided by commas."),
            Option.text("matching", "Regular expression for names of headers."));

    private StockComponents() {}

    /** All of them. */
    public static List<ComponentOptions> all() {
        return List.of(
                AVRO_SOURCE,
                THRIFT_SOURCE,
                HTTP_SOURCE,
                SYSLOG_SOURCE,
                AVRO_SINK,
                FILE_CHANNEL,
                MEMORY_CHANNEL,
                KAFKA_CHANNEL,
                REPLICATING,
                MULTIPLEXING,
                FAILOVER,
                REMOVE_HEADER);
    }

    private static Option<Long> port(String sentence) {
        return Option.integer("port", sentence).required().atLeast(1L).atMost(MOST_PORTS);
    }

    private static Option<Long> milliseconds(String name, String sentence, long usual) {
        return Option.integer(name, sentence).defaultsTo(usual).atLeast(1L);
    }

    private static Optional<String> transactionAboveCapacity(Values values) {
        return values.get(TRANSACTION_CAPACITY) <= values.get(CAPACITY)
                ? Optional.empty()
                : Optional.of("'transactionCapacity' %d is above 'capacity' %d. Lower it."
                        .formatted(values.get(TRANSACTION_CAPACITY), values.get(CAPACITY)));
    }
}
