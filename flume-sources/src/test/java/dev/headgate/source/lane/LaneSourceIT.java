package dev.headgate.source.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.source.ChannelRig;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.FlumeException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flume's own client sends to a lane source. */
@Timeout(60)
class LaneSourceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = freePort();
    private final ChannelRig channel = new ChannelRig(1000);
    private final LaneSource source = new LaneSource();

    @AfterEach
    void stop() {
        source.stop();
    }

    @Test
    void takesEventsAndBatchesInOrder() throws Exception {
        start(Map.of());
        List<Event> events = IntStream.range(0, 900)
                .mapToObj(number -> event("event " + number + " Ω".repeat(number), Map.of("host", "web", "n", "é")))
                .toList();
        RpcClient client = client(Map.of("batch-size", "1000"));
        client.append(events.get(0));
        client.appendBatch(events.subList(1, 900));
        client.close();

        List<Event> taken = channel.takeAll();
        assertThat(taken)
                .extracting(event -> new String(event.getBody(), StandardCharsets.UTF_8))
                .isEqualTo(events.stream()
                        .map(event -> new String(event.getBody(), StandardCharsets.UTF_8))
                        .toList());
        assertThat(taken)
                .extracting(Event::getHeaders)
                .allMatch(headers -> headers.equals(Map.of("host", "web", "n", "é")));
    }

    @Test
    void takesWhatFlumesClientCompresses() throws Exception {
        start(Map.of("compression", "deflate"));
        RpcClient client = client(Map.of("compression-type", "deflate"));
        client.appendBatch(List.of(event("one", Map.of()), event("two", Map.of())));
        client.close();

        assertThat(ChannelRig.bodies(channel.takeAll())).containsExactly("one", "two");
    }

    @Test
    void refusesABatchThatItsChannelDoesNotTakeAndServesTheNext() throws Exception {
        start(Map.of());
        List<Event> tooMany = IntStream.range(0, 1001)
                .mapToObj(number -> event("event " + number, Map.of()))
                .toList();

        assertThatThrownBy(() -> send(tooMany)).isInstanceOf(EventDeliveryException.class);
        send(tooMany.subList(0, 1000));
        assertThatThrownBy(() -> send(tooMany.subList(1000, 1001))).isInstanceOf(EventDeliveryException.class);
        assertThat(channel.takeAll()).hasSize(1000);
        send(tooMany.subList(1000, 1001));

        assertThat(ChannelRig.bodies(channel.takeAll())).containsExactly("event 1000");
    }

    @Test
    void closesTheConnectionOfWhoeverSendsMoreThanABatchMayHave() throws Exception {
        start(Map.of("max-batch-size", "1KB"));
        RpcClient client = client(Map.of());

        assertThatThrownBy(() -> client.append(event("x".repeat(2000), Map.of())))
                .isInstanceOf(EventDeliveryException.class);
        client.close();
        assertThat(channel.takeAll()).isEmpty();
    }

    @Test
    void closesTheConnectionOfWhoeverSpeaksAnotherProtocol() throws Exception {
        start(Map.of());
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataOutputStream out = new DataOutputStream(stranger.getOutputStream());
            out.writeInt(1);
            out.writeInt(1);
            out.writeInt(34);
            out.write(new byte[34]);

            assertClosed(stranger);
        }
    }

    @Test
    void takesNoMoreConnectionsThanItMay() throws Exception {
        start(Map.of("max-connections", "1"));
        RpcClient first = client(Map.of());
        first.append(event("one", Map.of()));
        try (Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertClosed(second);
        }
        first.append(event("two", Map.of()));
        first.close();

        assertThat(ChannelRig.bodies(channel.takeAll())).containsExactly("one", "two");
    }

    @Test
    void answersToABatchThatIsBeingStoredBeforeItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        start(Map.of(), new ChannelProcessor(channel.processor().getSelector()) {
            @Override
            public void processEventBatch(List<Event> events) {
                begun.countDown();
                awaitUninterrupted(mayEnd);
                super.processEventBatch(events);
            }
        });
        RpcClient client = client(Map.of());
        CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> append(client, "one"));
        begun.await();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(source::stop);
        await().atMost(PATIENCE).until(() -> !listens());
        mayEnd.countDown();

        assertThat(answered).succeedsWithin(PATIENCE);
        assertThat(stopped).succeedsWithin(PATIENCE);
        assertThat(ChannelRig.bodies(channel.takeAll())).containsExactly("one");
    }

    @Test
    void doesNotStartWhereItsPortIsTakenAndStartsWhenItIsFree() throws Exception {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(() -> start(Map.of()))
                    .isInstanceOf(FlumeException.class)
                    .hasMessageContaining("'127.0.0.1:" + port + "'");
        }
        start(Map.of());
        RpcClient client = client(Map.of());
        client.append(event("one", Map.of()));
        client.close();

        assertThat(ChannelRig.bodies(channel.takeAll())).containsExactly("one");
    }

    private static void assertClosed(Socket connection) throws IOException {
        connection.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        assertThat(connection.getInputStream().read()).isEqualTo(-1);
    }

    private boolean listens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** By a client of its own: Flume's is of no use any more when a batch was refused. */
    private void send(List<Event> events) throws EventDeliveryException {
        RpcClient client = client(Map.of("batch-size", "2000"));
        try {
            client.appendBatch(events);
        } finally {
            client.close();
        }
    }

    private static void append(RpcClient client, String body) {
        try {
            client.append(event(body, Map.of()));
        } catch (EventDeliveryException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void start(Map<String, String> more) {
        start(more, channel.processor());
    }

    private void start(Map<String, String> more, ChannelProcessor processor) {
        Map<String, String> keys = new HashMap<>(Map.of("bind", "127.0.0.1", "port", Integer.toString(port)));
        keys.putAll(more);
        source.setName("in");
        source.setChannelProcessor(processor);
        source.configure(new Context(keys));
        source.start();
    }

    private RpcClient client(Map<String, String> more) {
        Properties properties = new Properties();
        properties.setProperty("hosts", "h");
        properties.setProperty("hosts.h", "127.0.0.1:" + port);
        properties.putAll(more);
        return RpcClientFactory.getInstance(properties);
    }

    private static Event event(String body, Map<String, String> headers) {
        return EventBuilder.withBody(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
