package dev.headgate.sink.hbase;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.EventTemplate;
import dev.headgate.sink.HostPorts;
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
                    "Row key, with `%{header}` and `%Y %m %d %H %M %S` of the `timestamp` header in UTC; an event that"
                            + " lacks one of them gets a row of its own, under a random key.")
            .defaultsTo("%{origin}/%{sequence}");
    static final Option<String> FAMILY =
            Option.text("family", "Column family of all cells.").defaultsTo("e");
    static final Option<String> BODY_QUALIFIER = Option.text(
                    "body-qualifier", "Qualifier of the cell that holds the body.")
            .defaultsTo("body");
    static final Option<List<String>> HEADERS = Option.list(
                    "headers", "Headers that are stored, each in a cell of its name; a missing one is left out.")
            .defaultsTo(List.of(EventHeaders.ORIGIN, EventHeaders.SEQUENCE));
    static final Option<Long> BATCH_EVENTS = Option.integer("batch-events", "Most events taken in one transaction.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(1_000_000L);
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
                    FAMILY,
                    BODY_QUALIFIER,
                    HEADERS,
                    BATCH_EVENTS,
                    HBASE)
            .contradiction(EventTemplate.check(ROW))
            .contradiction(HBaseOptions::sameRow)
            .contradiction(HBaseOptions::badTable)
            .contradiction(HBaseOptions::bodyOverwritten)
            .contradiction(HostPorts.check(ZOOKEEPER, false));

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> sameRow(Values values) {
        String row = values.get(ROW);
        return row.replace("%%", "").indexOf('%') >= 0
                ? Optional.empty()
                : Optional.of(
                        "value '%s' for key 'row': every event would overwrite the one before. Write a %%{header} into it."
                                .formatted(row));
    }

    private static Optional<String> badTable(Values values) {
        String table = values.get(TABLE);
        return TABLE_NAME.matcher(table).matches()
                ? Optional.empty()
                : Optional.of(
                        "value '%s' for key 'table': HBase takes no such name. Use letters, digits, '_', '.' and '-', and one ':' behind a namespace."
                                .formatted(table));
    }

    private static Optional<String> bodyOverwritten(Values values) {
        String qualifier = values.get(BODY_QUALIFIER);
        return values.get(HEADERS).contains(qualifier)
                ? Optional.of(
                        "value '%s' for keys 'headers' and 'body-qualifier': header and body would share a cell. Give the body another qualifier."
                                .formatted(qualifier))
                : Optional.empty();
    }
}
