package dev.headgate.sink.lane;

import dev.headgate.channel.journal.JournalChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.channel.ReplicatingChannelSelector;
import org.apache.flume.conf.Configurables;
import org.apache.flume.interceptor.Interceptor;
import org.apache.flume.source.AbstractSource;
import org.apache.flume.source.AvroSource;

/** Flume's own Avro source or a lane source before a channel, in this process. */
final class Receiver implements AutoCloseable {
    private final Channel channel;
    private final int port;
    private final Map<String, String> keys;
    private final Optional<Interceptor> registration;
    private final Supplier<AbstractSource> sources;
    private AbstractSource source;

    /** With Flume's own source. */
    Receiver(Channel channel, Map<String, String> keys) throws IOException {
        this(AvroSource::new, channel, keys);
    }

    /** With a source that these make, one at each start. */
    Receiver(Supplier<AbstractSource> sources, Channel channel, Map<String, String> keys) throws IOException {
        this(sources, channel, keys, freePort(), Optional.empty());
    }

    private Receiver(
            Supplier<AbstractSource> sources,
            Channel channel,
            Map<String, String> keys,
            int port,
            Optional<Interceptor> registration) {
        this.sources = sources;
        this.channel = channel;
        this.port = port;
        this.keys = keys;
        this.registration = registration;
        start();
    }

    /** With a journal of its own, and registered in ZooKeeper. */
    static Receiver registered(Path folder, Interceptor.Builder builder, String zookeeper, String path)
            throws IOException {
        int port = freePort();
        builder.configure(new Context(Map.of("zookeeper", zookeeper, "path", path, "address", "127.0.0.1:" + port)));
        return new Receiver(AvroSource::new, journal(folder), Map.of(), port, Optional.of(builder.build()));
    }

    /** With a journal of its own. */
    static Receiver withJournal(Path folder) throws IOException {
        return new Receiver(journal(folder), Map.of());
    }

    static JournalChannel journal(Path folder) {
        return journal(folder, Map.of());
    }

    static JournalChannel journal(Path folder, Map<String, String> keys) {
        JournalChannel journal = new JournalChannel();
        journal.setName("journal");
        Map<String, String> all =
                new HashMap<>(Map.of("directories", folder.toString(), "segment-size", "1MB", "keep-alive", "1ms"));
        all.putAll(keys);
        Configurables.configure(journal, new Context(all));
        journal.start();
        return journal;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() {
        ReplicatingChannelSelector selector = new ReplicatingChannelSelector();
        selector.setChannels(List.of(channel));
        selector.configure(new Context());
        ChannelProcessor processor = new ChannelProcessor(selector);
        processor.configure(new Context());
        source = sources.get();
        source.setName("in-" + port);
        source.setChannelProcessor(processor);
        Map<String, String> all = new HashMap<>(Map.of("bind", "127.0.0.1", "port", Integer.toString(port)));
        all.putAll(keys);
        Configurables.configure(source, new Context(all));
        registration.ifPresent(Interceptor::initialize);
        source.start();
    }

    /** Is no longer registered, and goes on. */
    void leave() {
        registration.ifPresent(Interceptor::close);
    }

    /** How many events its channel has taken. */
    long accepted() {
        return LaneRun.counted("org.apache.flume.source:type=" + source.getName(), "EventAcceptedCount");
    }

    /** Lets go of the port; the channel stays. */
    void stop() {
        source.stop();
    }

    /** Does not wait for the source, whose server takes seconds to end. */
    @Override
    public void close() {
        Thread stopping = new Thread(source::stop, "receiver-stop");
        stopping.setDaemon(true);
        stopping.start();
        channel.stop();
    }

    /** Takes everything out of the channel. */
    List<Event> events() {
        return drain(channel);
    }

    List<String> bodies() {
        return bodies(events());
    }

    static List<String> bodies(List<Event> events) {
        return events.stream()
                .map(event -> new String(event.getBody(), StandardCharsets.UTF_8))
                .toList();
    }

    static List<Event> drain(Channel channel) {
        List<Event> events = new ArrayList<>();
        int before = -1;
        while (events.size() > before) {
            before = events.size();
            Transaction transaction = channel.getTransaction();
            transaction.begin();
            for (int taken = 0; taken < 1000; taken++) {
                Event event = channel.take();
                if (event == null) {
                    break;
                }
                events.add(event);
            }
            transaction.commit();
            transaction.close();
        }
        return events;
    }
}
