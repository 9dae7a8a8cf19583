package dev.headgate.sink;

import dev.headgate.channel.journal.JournalChannel;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.Sink;
import org.apache.flume.Transaction;
import org.apache.flume.channel.MemoryChannel;
import org.apache.flume.conf.Configurable;
import org.apache.flume.conf.Configurables;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.sink.AbstractSink;
import org.awaitility.Awaitility;

/** A sink with a memory channel of Flume's before it, run turn by turn. */
public final class SinkRun {
    private final Channel channel;
    private final Sink sink;

    private <S extends AbstractSink & Configurable> SinkRun(S sink, Channel channel, Map<String, String> keys) {
        this.sink = sink;
        this.channel = channel;
        if (sink.getName() == null) {
            sink.setName("out");
        }
        sink.setChannel(channel);
        sink.configure(new Context(keys));
    }

    /** Configures and starts a sink behind a memory channel. */
    public static <S extends AbstractSink & Configurable> SinkRun start(S sink, Map<String, String> keys) {
        return start(sink, channel(), keys);
    }

    /** Configures and starts a sink behind a channel; it is called {@code out} where it has no name. */
    public static <S extends AbstractSink & Configurable> SinkRun start(
            S sink, Channel channel, Map<String, String> keys) {
        SinkRun run = new SinkRun(sink, channel, keys);
        sink.start();
        return run;
    }

    /** Starts a journal in a folder. */
    public static JournalChannel journal(Path folder) {
        JournalChannel journal = new JournalChannel();
        journal.setName("journal-" + folder.getFileName());
        Configurables.configure(
                journal,
                new Context(Map.of(
                        "directories",
                        folder.toString(),
                        "segment-size",
                        "1MB",
                        "reserve",
                        "0B",
                        "keep-alive",
                        "0ms")));
        journal.start();
        return journal;
    }

    /** How many events a started journal holds that are not acknowledged. */
    public static long depth(Channel journal) {
        return (Long) attribute("org.apache.flume.channel:type=" + journal.getName(), "ChannelSize");
    }

    public static MemoryChannel channel() {
        MemoryChannel channel = new MemoryChannel();
        channel.setName("in");
        Configurables.configure(
                channel, new Context(Map.of("capacity", "100000", "transactionCapacity", "10000", "keep-alive", "0")));
        channel.start();
        return channel;
    }

    public static Event event(String body, Map<String, String> headers) {
        return EventBuilder.withBody(body, StandardCharsets.UTF_8, headers);
    }

    public SinkRun put(Event... events) {
        return put(List.of(events));
    }

    public SinkRun put(List<Event> events) {
        put(channel, events);
        return this;
    }

    public static void put(Channel channel, List<Event> events) {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        events.forEach(channel::put);
        transaction.commit();
        transaction.close();
    }

    public Sink.Status turn() {
        try {
            return sink.process();
        } catch (EventDeliveryException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes turns until the channel is empty or a turn fails. */
    public SinkRun drain() {
        Sink.Status status = Sink.Status.READY;
        while (status == Sink.Status.READY) {
            status = turn();
        }
        return this;
    }

    /** Takes turns until a journal is empty, with a pause after each that failed, as Flume does. */
    public void drain(Channel journal, Duration patience) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(patience)
                .until(() -> {
                    Sink.Status status = Sink.Status.READY;
                    while (status == Sink.Status.READY && depth(journal) > 0) {
                        status = turn();
                    }
                    return depth(journal) == 0;
                });
    }

    public int waiting() {
        return waiting(channel);
    }

    static int waiting(Channel channel) {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        int events = 0;
        while (channel.take() != null) {
            events++;
        }
        transaction.rollback();
        transaction.close();
        return events;
    }

    /** One of the sink's own counters, as Flume shows them to monitors. */
    public long counted(String counter) {
        return ((Number) attribute("org.apache.flume.sink:type=" + sink.getName(), counter)).longValue();
    }

    /** What the sink is at, and why it waits, as monitors see it. */
    public String state() {
        String name = "org.apache.flume.sink:type=" + sink.getName();
        return attribute(name, "State") + " " + attribute(name, "Reason");
    }

    /** What the sink shows monitors under a name. */
    public Object shown(String attribute) {
        return attribute("org.apache.flume.sink:type=" + sink.getName(), attribute);
    }

    private static Object attribute(String name, String attribute) {
        try {
            return ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(name), attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    public void stop() {
        sink.stop();
    }
}
