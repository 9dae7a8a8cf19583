package dev.headgate.sink.hbase;

import dev.headgate.kit.option.Values;
import dev.headgate.sink.EventTemplate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What an HBase sink was told.
 *
 * @param hbase settings of the HBase client; may hold secrets
 */
record HBaseSettings(
        String table,
        List<String> zookeeper,
        EventTemplate row,
        String family,
        String bodyQualifier,
        List<String> headers,
        int batchEvents,
        Map<String, String> hbase) {

    static HBaseSettings of(Values values) {
        return new HBaseSettings(
                values.get(HBaseOptions.TABLE),
                values.get(HBaseOptions.ZOOKEEPER),
                EventTemplate.parse(values.get(HBaseOptions.ROW), ZoneOffset.UTC, "unknown"),
                values.get(HBaseOptions.FAMILY),
                values.get(HBaseOptions.BODY_QUALIFIER),
                values.get(HBaseOptions.HEADERS),
                Math.toIntExact(values.get(HBaseOptions.BATCH_EVENTS)),
                values.under(HBaseOptions.HBASE));
    }
}
