package dev.headgate.sink.hbase;

import dev.headgate.kit.option.Values;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.Login;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HBase sink was told.
 *
 * @param withoutKey what becomes of events that lack something of their row key
 * @param mapper makes the rows; null where the mapping does
 */
record HBaseSettings(
        Store store,
        EventMapping mapping,
        KeylessEvent withoutKey,
        @Nullable MapperClass mapper,
        Counting counting,
        BatchLimits limits,
        DeadLetterSettings deadLetters) {

    /**
     * Where the events go.
     *
     * @param login who the sink is there
     * @param hbase settings of the HBase client; may hold secrets
     */
    record Store(
            String table, List<String> zookeeper, Login login, Map<String, String> hbase, TableCreation creation) {}

    /**
     * Where the counters stand.
     *
     * @param guardFamily column family in which a row notes what it has counted
     * @param guardTime how long it remembers that
     */
    record Counting(String table, String guardFamily, Duration guardTime) {}

    /**
     * A class of the user's that makes rows.
     *
     * @param keys what it is handed
     */
    record MapperClass(String name, Map<String, String> keys) {}

    static HBaseSettings of(Values values) {
        String table = values.get(HBaseOptions.TABLE);
        return new HBaseSettings(
                new Store(
                        table,
                        values.get(HBaseOptions.ZOOKEEPER),
                        Login.of(values, values.under(HBaseOptions.HBASE)),
                        values.under(HBaseOptions.HBASE),
                        CreationReader.read(values)),
                MappingReader.read(values),
                values.get(HBaseOptions.WITHOUT_KEY),
                values.find(HBaseOptions.MAPPER)
                        .map(name -> new MapperClass(name, values.under(HBaseOptions.MAPPER_KEYS)))
                        .orElse(null),
                new Counting(
                        values.find(HBaseOptions.COUNTER_TABLE).orElse(table),
                        values.find(HBaseOptions.GUARD_FAMILY).orElse(values.get(HBaseOptions.FAMILY)),
                        values.get(HBaseOptions.GUARD_TIME)),
                new BatchLimits(
                        Math.toIntExact(values.get(HBaseOptions.BATCH_EVENTS)),
                        values.get(HBaseOptions.BATCH_SIZE),
                        values.get(HBaseOptions.BATCH_TIME)),
                DeadLetterSettings.of(values));
    }
}
