package dev.headgate.source.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.source.ChannelRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.instrumentation.SourceCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One connection of Flume's own client, which a session serves. */
@Timeout(60)
class LaneSessionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChannelRig channel = new ChannelRig(1000);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private volatile boolean failing;
    private RpcClient client;
    private LaneSession session;
    private CompletableFuture<Void> served;

    @BeforeEach
    void connect() throws IOException {
        ChannelProcessor held = new ChannelProcessor(channel.processor().getSelector()) {
            @Override
            public void processEventBatch(List<Event> events) {
                begun.countDown();
                awaitEnd();
                if (failing) {
                    throw new IllegalStateException("an interceptor has failed");
                }
                super.processEventBatch(events);
            }
        };
        LaneSettings settings =
                new LaneSettings("127.0.0.1", 1, 1, 1 << 20, LaneSettings.Compression.NONE, Optional.empty());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<RpcClient> connecting =
                    CompletableFuture.supplyAsync(() -> client(server.getLocalPort()));
            session = new LaneSession(
                    server.accept(), settings, new EventStore("in", held, new SourceCounter("in"), Clock.systemUTC()));
            served = CompletableFuture.runAsync(this::serve);
            client = connecting.join();
        }
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        client.close();
        session.close();
    }

    @Test
    void tellsASenderThatNothingWasStoredWhenItLeaves() {
        mayEnd.countDown();
        session.leave();

        assertThatThrownBy(() -> client.appendBatch(List.of(event("one"))))
                .isInstanceOf(EventDeliveryException.class)
                .hasStackTraceContaining("UNKNOWN");
        assertThat(served).succeedsWithin(PATIENCE);
        assertThat(channel.takeAll()).isEmpty();
    }

    @Test
    void refusesABatchThatCannotBeProcessed() {
        mayEnd.countDown();
        failing = true;
        assertThatThrownBy(() -> client.appendBatch(List.of(event("one"))))
                .isInstanceOf(EventDeliveryException.class)
                .hasStackTraceContaining("FAILED");

        assertThat(served).isNotDone();
        assertThat(channel.takeAll()).isEmpty();
    }

    @Test
    void endsBehindTheAnswerToWhatIsBeingStored() throws Exception {
        CompletableFuture<Void> answered = CompletableFuture.runAsync(this::append);
        begun.await();
        Thread ending = new Thread(this::end, "ending");
        ending.start();
        await().atMost(PATIENCE).until(() -> EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                .contains(ending.getState()));
        mayEnd.countDown();

        assertThat(answered).succeedsWithin(PATIENCE);
        ending.join(PATIENCE.toMillis());
        assertThat(ChannelRig.bodies(channel.takeAll())).containsExactly("one");
    }

    private void serve() {
        try {
            session.serve();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private void append() {
        try {
            client.appendBatch(List.of(event("one")));
        } catch (EventDeliveryException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void end() {
        try {
            session.end(PATIENCE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void awaitEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static RpcClient client(int port) {
        Properties properties = new Properties();
        properties.setProperty("hosts", "h");
        properties.setProperty("hosts.h", "127.0.0.1:" + port);
        return RpcClientFactory.getInstance(properties);
    }

    private static Event event(String body) {
        return EventBuilder.withBody(body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
