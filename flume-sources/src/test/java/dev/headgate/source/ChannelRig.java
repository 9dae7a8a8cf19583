package dev.headgate.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flume.ChannelSelector;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.channel.MemoryChannel;
import org.apache.flume.channel.ReplicatingChannelSelector;

/** A real memory channel behind a real channel processor. */
public final class ChannelRig {
    private final MemoryChannel channel = new MemoryChannel();
    private final ChannelProcessor processor;

    public ChannelRig(int capacity) {
        channel.setName("memory");
        String most = Integer.toString(capacity);
        channel.configure(new Context(Map.of("capacity", most, "transactionCapacity", most, "keep-alive", "0")));
        channel.start();
        ChannelSelector selector = new ReplicatingChannelSelector();
        selector.setChannels(List.of(channel));
        processor = new ChannelProcessor(selector);
    }

    public ChannelProcessor processor() {
        return processor;
    }

    /** Takes all events that are in the channel. */
    public List<Event> takeAll() {
        List<Event> taken = new ArrayList<>();
        for (Optional<Event> event = takeOne(); event.isPresent(); event = takeOne()) {
            taken.add(event.get());
        }
        return taken;
    }

    private Optional<Event> takeOne() {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        try {
            Optional<Event> event = Optional.ofNullable(channel.take());
            transaction.commit();
            return event;
        } finally {
            transaction.close();
        }
    }

    public static List<String> bodies(List<Event> events) {
        return events.stream().map(ChannelRig::body).toList();
    }

    public static String body(Event event) {
        return new String(event.getBody(), ISO_8859_1);
    }
}
