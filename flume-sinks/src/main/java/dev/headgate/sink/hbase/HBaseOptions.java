package dev.headgate.sink.hbase;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.sink.DeadLetterOptions;
import dev.headgate.sink.HostPorts;
import dev.headgate.sink.LoginOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of {@link HBaseSink}. */
public final class HBaseOptions implements DeclaredComponent {
    static final Option<String> TABLE = Option.text(
                    "table", "Table, as `name` or `namespace:name`; one that does not exist is waited for.")
            .required();
    static final Option<List<String>> ZOOKEEPER = Option.list(
                    "zookeeper", "ZooKeeper servers of HBase, as `host:port`; without a port, 2181.")
            .required();
    static final Option<String> ROW = Option.text(
                    "row",
                    "Row key, a template: `%{header}`, `%{json:$.name}`, `%{field:1}`, `%{regex:1}`, `%{hash:16}`,"
                            + " `%{time:reversed}`, and `%Y %m %d %H %M %S` of the event's time in UTC.")
            .defaultsTo("%{origin}/%{sequence}");
    static final Option<KeylessEvent> WITHOUT_KEY = Option.oneOf(
                    "without-key",
                    KeylessEvent.class,
                    "What becomes of an event that lacks something of its row key: a row of its own, named after its place"
                            + " in the journal, or a dead letter.")
            .defaultsTo(KeylessEvent.OWN_ROW);
    static final Option<String> TIME = Option.text(
            "time",
            "Value that tells when the event happened, in milliseconds since 1970 UTC or as ISO 8601: the timestamp of its"
                    + " cells; the header `timestamp` where it is not given. Without a time HBase sets one.");
    static final Option<String> CELL = Option.passedOn(
            "cell.",
            "Cell of the row, as `cell.FAMILY.QUALIFIER`: one of `body`, `header:name`, `json:$.name`, `field:1`, `regex:1`,"
                    + " `time:millis`, `text:as it is`, or a template; left out where the event has none.");
    static final Option<String> FAMILY = Option.text(
                    "family", "Column family of the cells of `body-qualifier` and `headers`.")
            .defaultsTo("e");
    static final Option<String> BODY_QUALIFIER = Option.text(
            "body-qualifier", "Qualifier of the cell that holds the body; `body` where no `cell.` key is given.");
    static final Option<List<String>> HEADERS = Option.list(
            "headers",
            "Headers that are stored, each in a cell of its name; `origin,sequence` where no `cell.` key is given.");
    static final Option<String> REGEX = Option.text(
            "regex", "Regular expression that is looked for in the body; its groups are `regex:1` or `regex:name`.");
    static final Option<String> DELIMITER = Option.text(
                    "delimiter", "What divides the fields of the body; `tab` and `space` by their names.")
            .defaultsTo("tab");
    static final Option<List<String>> FIELDS =
            Option.list("fields", "Names of the fields of the body in their order, for `field:name`.");
    static final Option<String> COUNTER = Option.passedOn(
            "counter.",
            "Counters that events add to, each by `counter.NAME.row` (a template), `counter.NAME.cell`"
                    + " (`family.qualifier`, whose qualifier may be a template) and `counter.NAME.add` (a number or a value;"
                    + " 1 where it is not given).");
    static final Option<String> COUNTER_TABLE = Option.text(
            "counter-table", "Table that the counters stand in; the same as `table` where it is not given.");
    static final Option<String> GUARD_FAMILY = Option.text(
            "guard-family",
            "Column family in which a counter's row notes what it has counted; as `family` where it is not given.");
    static final Option<Duration> GUARD_TIME = Option.duration(
                    "guard-time",
                    "How long a counter's row remembers what it has counted: longer than an agent is ever down.")
            .defaultsTo(Duration.ofDays(30))
            .atLeast(Duration.ofHours(1));
    static final Option<String> MAPPER = Option.text(
            "mapper",
            "Class of your own that makes the rows instead of the keys above: it implements"
                    + " `dev.headgate.sink.hbase.EventMapper`.");
    static final Option<String> MAPPER_KEYS = Option.passedOn("mapper.", "Keys that the mapper is handed.");
    static final Option<Boolean> CREATE_TABLE = Option.bool(
                    "create-table",
                    "Whether tables and column families that are missing are created; else they are waited for.")
            .defaultsTo(false);
    static final Option<String> CREATE = Option.passedOn(
            "create.",
            "Attributes of column families that the sink creates, as `create.FAMILY.ATTRIBUTE`, named as in the HBase"
                    + " shell: `create.e.COMPRESSION`.");
    static final Option<Long> CREATE_REGIONS = Option.integer(
                    "create-regions",
                    "Regions of a table that the sink creates, split by the `%{hash:…}` that the row key begins with.")
            .defaultsTo(1L)
            .atLeast(1L)
            .atMost(65_536L);
    static final Option<Long> BATCH_EVENTS = Option.integer("batch-events", "Most events of a batch.")
            .defaultsTo(20_000L)
            .atLeast(1L)
            .atMost(1_000_000L);
    static final Option<DataSize> BATCH_SIZE = Option.dataSize(
                    "batch-size", "Most bytes of a batch: it bounds the memory, which is a few times as much.")
            .defaultsTo(DataSize.ofMegabytes(16))
            .atLeast(DataSize.ofKilobytes(1))
            .atMost(DataSize.ofGigabytes(1));
    static final Option<Duration> BATCH_TIME = Option.duration(
                    "batch-time", "How long a batch waits for more events while none is queued.")
            .defaultsTo(Duration.ofMillis(100))
            .atLeast(Duration.ZERO)
            .atMost(Duration.ofMinutes(1));
    static final Option<String> HBASE =
            Option.passedOn("hbase.", "Settings of the HBase client, as `hbase.hbase.rpc.timeout`.");

    private static final Pattern TABLE_NAME = Pattern.compile("([A-Za-z0-9_]+:)?[A-Za-z0-9_][A-Za-z0-9_.-]*");

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.hbase.HBaseSink",
                    "Writes each event into a row of HBase whose key and timestamp come from the event, so that writing"
                            + " it again changes nothing.",
                    TABLE,
                    ZOOKEEPER,
                    ROW,
                    WITHOUT_KEY,
                    TIME,
                    CELL,
                    FAMILY,
                    BODY_QUALIFIER,
                    HEADERS,
                    REGEX,
                    DELIMITER,
                    FIELDS,
                    COUNTER,
                    COUNTER_TABLE,
                    GUARD_FAMILY,
                    GUARD_TIME,
                    MAPPER,
                    MAPPER_KEYS,
                    CREATE_TABLE,
                    CREATE,
                    CREATE_REGIONS,
                    BATCH_EVENTS,
                    BATCH_SIZE,
                    BATCH_TIME,
                    DeadLetterOptions.DEAD_LETTERS,
                    DeadLetterOptions.DEAD_LETTERS_SIZE,
                    LoginOptions.KERBEROS_PRINCIPAL,
                    LoginOptions.KERBEROS_KEYTAB,
                    LoginOptions.PROXY_USER,
                    HBASE)
            .contradiction(values -> badTable(TABLE, values))
            .contradiction(values -> badTable(COUNTER_TABLE, values))
            .contradiction(MappingReader::problems)
            .contradiction(HBaseOptions::mappedTwice)
            .contradiction(CreationReader::problems)
            .contradiction(DeadLetterOptions::check)
            .contradiction(LoginOptions::check)
            .contradiction(HostPorts.check(ZOOKEEPER, false));

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> badTable(Option<String> key, Values values) {
        return values.find(key)
                .filter(table -> !TABLE_NAME.matcher(table).matches())
                .map(table ->
                        "value '%s' for key '%s': HBase takes no such name. Use letters, digits, '_', '.' and '-', and one ':' behind a namespace."
                                .formatted(table, key.name()));
    }

    private static Optional<String> mappedTwice(Values values) {
        return values.find(MAPPER)
                .filter(mapper -> !values.under(CELL).isEmpty())
                .map(mapper ->
                        "value '%s' for key 'mapper': it makes the rows, and 'cell.' keys say otherwise. Keep one of the two."
                                .formatted(mapper));
    }
}
