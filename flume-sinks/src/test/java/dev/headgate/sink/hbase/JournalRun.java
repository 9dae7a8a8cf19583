package dev.headgate.sink.hbase;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.PositionedSink;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurables;

/** An HBase sink with a real journal before it, run turn by turn. */
final class JournalRun implements AutoCloseable {
    private static final int PUT_AT_ONCE = 1000;

    private final JournalChannel journal;
    private final PositionedSink<HBaseSettings> sink;

    private JournalRun(JournalChannel journal, PositionedSink<HBaseSettings> sink) {
        this.journal = journal;
        this.sink = sink;
    }

    /** Starts both. */
    static JournalRun start(Path folder, PositionedSink<HBaseSettings> sink, Map<String, String> keys) {
        JournalChannel journal = new JournalChannel();
        journal.setName("in-" + folder.getFileName());
        Configurables.configure(journal, new Context(Map.of("directories", folder.toString(), "keep-alive", "0s")));
        journal.start();
        sink.setName("out");
        sink.setChannel(journal);
        sink.configure(new Context(keys));
        sink.start();
        return new JournalRun(journal, sink);
    }

    void put(List<Event> events) {
        for (int from = 0; from < events.size(); from += PUT_AT_ONCE) {
            Transaction transaction = journal.getTransaction();
            transaction.begin();
            events.subList(from, Math.min(events.size(), from + PUT_AT_ONCE)).forEach(journal::put);
            transaction.commit();
            transaction.close();
        }
    }

    /** Takes turns, failed ones too, until no event waits. */
    void drain() {
        while (waiting() > 0) {
            sink.process();
        }
    }

    /** Events that are not acknowledged. */
    long waiting() {
        try {
            ObjectName name = new ObjectName("org.apache.flume.channel:type=" + journal.getName());
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "ChannelSize");
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        sink.stop();
        journal.stop();
    }
}
