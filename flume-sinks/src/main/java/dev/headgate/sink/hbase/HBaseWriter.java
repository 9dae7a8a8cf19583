package dev.headgate.sink.hbase;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionedWriter;
import dev.headgate.sink.hbase.HBaseSettings.Counting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts batches into a table and then adds them to counters. Nothing is visible only in part for long: a batch that fails
 * comes again, its rows overwrite themselves and its counters know what they have. Used by one thread at a time.
 */
final class HBaseWriter implements PositionedWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HBaseWriter.class);

    private final String sink;
    private final HBaseSettings settings;
    private final Connector connector;
    private final @Nullable EventMapper mapper;
    private @Nullable AsyncConnection connection;
    private @Nullable OpenBatch batch;
    private boolean warned;

    HBaseWriter(String sink, HBaseSettings settings, Connector connector) {
        this.sink = sink;
        this.settings = settings;
        this.connector = connector;
        this.mapper = settings.mapper() == null ? null : RowMaker.load(sink, settings.mapper());
    }

    @Override
    public OptionalLong open(@Nullable String journalId) throws IOException, InterruptedException {
        batch = null;
        AsyncConnection connected = connect();
        for (RequiredTable table : tables()) {
            table.require(connected.getAdmin());
        }
        RowMaker rows = mapper == null
                ? RowMaker.declared(new EventPuts(sink, settings.mapping(), settings.withoutKey(), journalId))
                : RowMaker.of(mapper);
        batch = new OpenBatch(
                settings.mapping().format(),
                rows,
                new RowSender(
                        connected.getTable(TableName.valueOf(settings.store().table())),
                        connected.getConfiguration().getLong("hbase.client.keyvalue.maxsize", 0)),
                new CounterBatch(sink, settings.mapping().counters()),
                counters(connected, journalId));
        return OptionalLong.empty();
    }

    @Override
    public void write(List<PositionedEvent> events) {
        Objects.requireNonNull(batch, "open comes first").write(events);
    }

    @Override
    public Outcome confirm() throws IOException, InterruptedException {
        connector.renew();
        return Objects.requireNonNull(batch, "open comes first")
                .confirm(settings.deadLetters() instanceof DeadLetterSettings.Hold);
    }

    @Override
    public void close() throws IOException {
        AsyncConnection closing = connection;
        connection = null;
        if (closing != null) {
            closing.close();
        }
    }

    private AsyncConnection connect() throws IOException, InterruptedException {
        AsyncConnection connected = connection;
        if (connected == null || connected.isClosed()) {
            connected = connector.connect();
            connection = connected;
        }
        return connected;
    }

    private Counters counters(AsyncConnection connected, @Nullable String journalId) {
        Counting counting = settings.counting();
        var table = connected.getTable(TableName.valueOf(counting.table()));
        if (journalId != null) {
            return new GuardedCounters(table, counting.guardFamily(), counting.guardTime(), journalId);
        }
        if (!warned && !settings.mapping().counters().isEmpty()) {
            warned = true;
            LOG.warn(
                    "Counters in sink '{}' may count an event twice after a failure: its channel is no journal.", sink);
        }
        return new PlainCounters(table);
    }

    private List<RequiredTable> tables() {
        Map<String, Set<String>> families = new TreeMap<>();
        String rows = settings.store().table();
        TableCreation creation = settings.store().creation();
        families.put(
                rows,
                new TreeSet<>(
                        mapper == null
                                ? settings.mapping().rowFamilies()
                                : creation.attributes().keySet()));
        if (!settings.mapping().counters().isEmpty()) {
            Set<String> counted = families.computeIfAbsent(settings.counting().table(), none -> new TreeSet<>());
            counted.addAll(settings.mapping().counterFamilies());
            counted.add(settings.counting().guardFamily());
        }
        List<RequiredTable> tables = new ArrayList<>();
        families.forEach((table, needed) -> tables.add(new RequiredTable(
                TableName.valueOf(table), needed, creation, table.equals(rows) ? creation.splits() : List.of())));
        return tables;
    }
}
