package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.interceptor.registration.RegistrationInterceptor;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.source.lane.LaneSource;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Agents in processes of their own that join the next tier and leave it, while others send. */
@ExtendWith(StoresExtension.class)
class LaneAgentsTargetsIT {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int EVENTS_OF_A_LANE = 10;

    private final int sending = LaneAgents.freePort();
    private final Path folder;
    private final LaneAgents agents;
    private final StoreAddresses stores;
    private int lanes;
    private int rounds;

    LaneAgentsTargetsIT(@TempDir Path folder, StoreAddresses stores) {
        this.folder = folder;
        this.agents = new LaneAgents(folder);
        this.stores = stores;
    }

    @AfterEach
    void close() {
        agents.close();
    }

    @Test
    void landsEachEventOnceWhileAgentsThatAreRegisteredJoinAndLeave() throws Exception {
        startRegistered("first");
        startSender(12, "zookeeper:" + stores.zookeeper() + "/headgate/agents");
        sendUntil(() -> accepted("first") > 0);
        startRegistered("second");
        sendUntil(() -> accepted("second") > 0);
        agents.stop("first");
        long before = accepted("second");
        sendUntil(() -> accepted("second") > before + 5000);

        assertEachLandedOnceAndInOrder("first", "second");
    }

    /** The JVM keeps addresses for half a minute, unless it is told something else. */
    @Test
    void landsEachEventOnceWhileTheAddressOfTheNextTierChanges() throws Exception {
        int port = LaneAgents.freePort();
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 core.example.com\n");
        startReceiver("first", LOOPBACK, port, Map.of());
        startReceiver("second", "127.0.0.2", port, Map.of());
        startSender(1, "dns:core.example.com:" + port, "-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=1");
        sendUntil(() -> accepted("first") > 0);
        assertThat(accepted("second")).isZero();
        Files.writeString(hosts, "127.0.0.2 core.example.com\n");
        sendUntil(() -> accepted("second") > 0);

        assertEachLandedOnceAndInOrder("first", "second");
    }

    private void startRegistered(String name) throws IOException {
        int port = LaneAgents.freePort();
        startReceiver(
                name,
                LOOPBACK,
                port,
                Map.of(
                        "sources.in.interceptors",
                        "tier",
                        "sources.in.interceptors.tier.type",
                        RegistrationInterceptor.Builder.class.getName(),
                        "sources.in.interceptors.tier.zookeeper",
                        stores.zookeeper(),
                        "sources.in.interceptors.tier.path",
                        "/headgate/agents",
                        "sources.in.interceptors.tier.address",
                        LOOPBACK + ":" + port));
    }

    private void startReceiver(String name, String bind, int port, Map<String, String> more) throws IOException {
        Map<String, String> keys = new HashMap<>(agents.journalKeys(name, "journal"));
        keys.put("sources", "in");
        keys.put("channels", "journal");
        keys.put("sources.in.type", LaneSource.class.getName());
        keys.put("sources.in.bind", bind);
        keys.put("sources.in.port", Integer.toString(port));
        keys.put("sources.in.channels", "journal");
        keys.putAll(more);
        agents.start(name, keys);
    }

    /** An agent with some lanes, each with a journal of its own. */
    private void startSender(int count, String targets, String... javaOptions) throws IOException {
        lanes = count;
        List<String> names =
                IntStream.range(0, lanes).mapToObj(lane -> "j" + lane).toList();
        Map<String, String> keys = new HashMap<>();
        keys.put("sources", "in");
        keys.put("channels", String.join(" ", names));
        keys.put("sinks", String.join(" ", names));
        keys.put("sources.in.type", "avro");
        keys.put("sources.in.bind", LOOPBACK);
        keys.put("sources.in.port", Integer.toString(sending));
        keys.put("sources.in.channels", String.join(" ", names));
        keys.put("sources.in.selector.type", "multiplexing");
        keys.put("sources.in.selector.header", "lane");
        for (String name : names) {
            keys.put("sources.in.selector.mapping." + name, name);
            keys.putAll(agents.journalKeys("sender", name));
            keys.put("sinks." + name + ".type", LaneSink.class.getName());
            keys.put("sinks." + name + ".channel", name);
            keys.put("sinks." + name + ".targets", targets);
            keys.put("sinks." + name + ".renew-after", "1s");
            keys.put("sinks." + name + ".batch-events", "100");
        }
        agents.start("sender", keys, javaOptions);
    }

    private long accepted(String agent) {
        return agents.metric(agent, "EventAcceptedCount").orElse(0);
    }

    private void sendUntil(Callable<Boolean> reached) throws EventDeliveryException {
        RpcClient client = await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> RpcClientFactory.getDefaultInstance(LOOPBACK, sending, 1000), RpcClient::isActive);
        try {
            await().atMost(180, SECONDS).until(() -> {
                client.appendBatch(nextRound());
                return reached.call();
            });
        } finally {
            client.close();
        }
    }

    private List<Event> nextRound() {
        List<Event> events = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            Map<String, String> headers = Map.of("lane", "j" + lane);
            bodies(lane, rounds).forEach(body -> events.add(SinkRun.event(body, headers)));
        }
        rounds++;
        return events;
    }

    private static Stream<String> bodies(int lane, int round) {
        return IntStream.range(round * EVENTS_OF_A_LANE, (round + 1) * EVENTS_OF_A_LANE)
                .mapToObj(number -> "lane " + lane + " event " + number);
    }

    private void assertEachLandedOnceAndInOrder(String... receivers) {
        agents.awaitEmpty("sender");
        assertThat(agents.metric("sender", "TargetChangeCount").orElse(0)).isPositive();
        agents.stop("sender");
        agents.stop(receivers);

        List<List<String>> landed = Stream.of(receivers)
                .map(receiver -> agents.landed(receiver, "journal"))
                .toList();
        for (int lane = 0; lane < lanes; lane++) {
            String origin = "lane " + lane + " ";
            int of = lane;
            // A lane leaves a target for good, so what it brought to one comes before what it brought to the next.
            assertThat(landed.stream().flatMap(List::stream).filter(body -> body.startsWith(origin)))
                    .as(origin)
                    .containsExactlyElementsOf(IntStream.range(0, rounds)
                            .boxed()
                            .flatMap(round -> bodies(of, round))
                            .toList());
        }
    }
}
