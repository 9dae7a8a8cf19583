package dev.headgate.sink.hdfs;

import dev.headgate.channel.journal.JournalChannel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurables;

/** An HDFS sink with a real journal before it, run turn by turn. */
final class JournalRun implements AutoCloseable {
    private final JournalChannel journal;
    private final HdfsSink sink;

    private JournalRun(JournalChannel journal, HdfsSink sink) {
        this.journal = journal;
        this.sink = sink;
    }

    /** Starts both. */
    static JournalRun start(Path folder, Map<String, String> keys, Clock clock, Step.Watch watch) {
        return start(journal(folder, Map.of()), keys, clock, watch);
    }

    /** Starts a journal. */
    static JournalChannel journal(Path folder, Map<String, String> more) {
        JournalChannel journal = new JournalChannel();
        // Their counters are known by name.
        journal.setName("in-" + folder.getFileName());
        Map<String, String> keys = new HashMap<>(
                Map.of("directories", folder.toString(), "segment-size", "1MB", "reserve", "1MB", "keep-alive", "0s"));
        keys.putAll(more);
        Configurables.configure(journal, new Context(keys));
        journal.start();
        return journal;
    }

    /** Starts another sink on a journal that runs. */
    static JournalRun start(JournalChannel journal, Map<String, String> keys, Clock clock, Step.Watch watch) {
        HdfsSink sink = new HdfsSink(clock, watch);
        sink.setName("out-" + journal.getName());
        sink.setChannel(journal);
        sink.configure(new Context(keys));
        sink.start();
        return new JournalRun(journal, sink);
    }

    JournalRun put(List<Event> events) {
        Transaction transaction = journal.getTransaction();
        transaction.begin();
        events.forEach(journal::put);
        transaction.commit();
        transaction.close();
        return this;
    }

    JournalRun put(Event... events) {
        return put(List.of(events));
    }

    Status turn() {
        return sink.process();
    }

    /** Takes some turns. */
    JournalRun turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            turn();
        }
        return this;
    }

    JournalRun stopSink() {
        sink.stop();
        return this;
    }

    /** Events that are not acknowledged. */
    long waiting() {
        return (Long) shown("channel:type=" + journal.getName(), "ChannelSize");
    }

    /** Why the sink waits; empty where it does not. */
    String reason() {
        return (String) shown("sink:type=" + sink.getName(), "Reason");
    }

    /** What the sink shows of this name. */
    long shown(String attribute) {
        return ((Number) shown("sink:type=" + sink.getName(), attribute)).longValue();
    }

    private static Object shown(String component, String attribute) {
        try {
            ObjectName name = new ObjectName("org.apache.flume." + component);
            return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    JournalChannel journal() {
        return journal;
    }

    @Override
    public void close() {
        sink.stop();
        journal.stop();
    }
}
