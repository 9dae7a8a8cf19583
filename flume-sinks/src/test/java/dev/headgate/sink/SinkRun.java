package dev.headgate.sink;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
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

/** A sink with a memory channel of Flume's before it, run turn by turn. */
public final class SinkRun {
    private final MemoryChannel channel = channel();
    private final Sink sink;

    private <S extends AbstractSink & Configurable> SinkRun(S sink, Map<String, String> keys) {
        this.sink = sink;
        sink.setName("out");
        sink.setChannel(channel);
        sink.configure(new Context(keys));
    }

    /** Configures and starts a sink. */
    public static <S extends AbstractSink & Configurable> SinkRun start(S sink, Map<String, String> keys) {
        SinkRun run = new SinkRun(sink, keys);
        sink.start();
        return run;
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

    public int waiting() {
        return waiting(channel);
    }

    static int waiting(MemoryChannel channel) {
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
        try {
            ObjectName name = new ObjectName("org.apache.flume.sink:type=" + sink.getName());
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, counter);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    public void stop() {
        sink.stop();
    }
}
