package dev.headgate.benchmark;

import dev.headgate.sink.hbase.HBaseSink;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Sink;
import org.apache.flume.conf.Configurable;
import org.apache.flume.conf.Configurables;
import org.apache.flume.sink.AbstractSink;
import org.apache.flume.sink.hbase2.HBase2Sink;

/**
 * The HBase sink of a side, with the same rows but for their keys: those of stock Flume are random, as
 * they cannot be anything else.
 *
 * @param counted whether each event adds to a counter, too
 */
record HBaseSinks(MeasuredTable table, boolean counted) {
    private static final String NAME = "measured";
    /** What serves stock Flume best; Headgate's stays as it comes. */
    private static final String STOCK_BATCH = "1000";

    /** A configured sink, not yet started. */
    Sink of(Side side, Channel channel) {
        return switch (side) {
            case STOCK -> configured(new HBase2Sink(), stock(), channel);
            case HEADGATE -> configured(new HBaseSink(), headgate(), channel);
        };
    }

    private static <S extends AbstractSink & Configurable> S configured(
            S sink, Map<String, String> keys, Channel channel) {
        sink.setName(NAME);
        sink.setChannel(channel);
        Configurables.configure(sink, new Context(keys));
        return sink;
    }

    private Map<String, String> stock() {
        return Map.of(
                "table",
                MeasuredTable.NAME,
                "columnFamily",
                MeasuredTable.FAMILY,
                "zookeeperQuorum",
                table.zookeeper(),
                "batchSize",
                STOCK_BATCH,
                "serializer",
                "org.apache.flume.sink.hbase2.SimpleHBase2EventSerializer",
                "serializer.rowPrefix",
                "",
                "serializer.payloadColumn",
                MeasuredTable.QUALIFIER,
                "serializer.incrementColumn",
                counted ? "count" : "");
    }

    private Map<String, String> headgate() {
        Map<String, String> keys = new HashMap<>(Map.of(
                "table",
                MeasuredTable.NAME,
                "zookeeper",
                table.zookeeper(),
                "row",
                "%{hash:16}%{origin}/%{sequence}",
                "cell." + MeasuredTable.FAMILY + "." + MeasuredTable.QUALIFIER,
                "body"));
        if (counted) {
            keys.put("counter.all.row", "incRow");
            keys.put("counter.all.cell", MeasuredTable.FAMILY + ".count");
        }
        return keys;
    }

    /** Events that the started sink has brought into HBase and taken off its channel. */
    long drained() {
        try {
            ObjectName counter = new ObjectName("org.apache.flume.sink:type=" + NAME);
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(counter, "EventDrainSuccessCount");
        } catch (JMException missing) {
            throw new BenchmarkException("Reading the events of the sink failed: " + missing);
        }
    }

    /** Refuses a measurement in which the channel ran empty. */
    void requireMore(long filled) {
        if (drained() >= filled) {
            throw new BenchmarkException("The channel ran empty while the sink was measured.");
        }
    }
}
