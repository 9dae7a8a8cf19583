package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.SinkRun;
import dev.headgate.source.lane.LaneSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A lane and a lane source that show each other certificates. The lane's host is called edge-01, its common name is another;
 * the source is called localhost.
 */
class LaneTrustIT {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path ofTarget;
    private final Path ofLane;
    private final Path ofStranger;
    private final JournalChannel from;

    LaneTrustIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        ofTarget = Certificates.make(folder, "localhost");
        ofLane = Certificates.make(folder, "edge-02.example.com", "dns:edge-01.example.com");
        ofStranger = Certificates.make(folder, "edge-01.example.com");
        from = Receiver.journal(folder.resolve("from"));
        SinkRun.put(from, List.of(SinkRun.event("event one", Map.of()), SinkRun.event("event two", Map.of())));
    }

    @AfterEach
    void close() {
        from.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "deflate"})
    void carriesWhereEachSideKnowsTheOther(String compression) throws Exception {
        try (Receiver receiver = target(Map.of("compression", compression));
                LaneRun lane = lane(receiver, ofLane, Map.of("compression", compression))) {
            awaitSent(lane);

            assertThat(receiver.bodies()).containsExactly("event one", "event two");
        }
    }

    @Test
    void sendsNothingToATargetThatDoesNotKnowTheLane() throws Exception {
        try (Receiver receiver = target(Map.of());
                LaneRun lane = lane(receiver, ofStranger, Map.of())) {
            assertNothingSent(lane, receiver);
        }
    }

    @Test
    void sendsNothingWithoutACertificateToATargetThatAsksForOne() throws Exception {
        try (Receiver receiver = target(Map.of());
                LaneRun lane = LaneRun.start(from, keys(receiver))) {
            assertNothingSent(lane, receiver);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "edge-01.example.com", "core-01.example.com, *.example.com"})
    void isBelievedWhereItsNameIsTrusted(String names) throws Exception {
        Map<String, String> keys = names.isEmpty() ? Map.of() : Map.of("tls.trusted-names", names);
        try (Receiver receiver = target(keys);
                LaneRun lane = lane(receiver, ofLane, Map.of())) {
            awaitSent(lane);

            assertThat(receiver.events())
                    .extracting(Event::getHeaders)
                    .containsExactly(
                            Map.of(EventHeaders.FEEDER, "lane/" + from.journalId(), EventHeaders.POSITION, "1"),
                            Map.of(EventHeaders.FEEDER, "lane/" + from.journalId(), EventHeaders.POSITION, "2"));
        }
    }

    @Test
    void losesItsFeederHeadersWhereItsNameIsNotTrusted() throws Exception {
        try (Receiver receiver = target(Map.of("tls.trusted-names", "edge-02.example.com"));
                LaneRun lane = lane(receiver, ofLane, Map.of())) {
            awaitSent(lane);

            assertThat(receiver.events()).extracting(Event::getHeaders).containsExactly(Map.of(), Map.of());
        }
    }

    @Test
    void isBelievedByItsCommonNameWhereItsCertificateNamesNoHost() throws Exception {
        Path nameless = Certificates.make(folder, "edge-03.example.com", "uri:urn:edge");
        try (Receiver receiver = target(
                        Map.of("tls.trusted-names", "edge-03.example.com", "tls.trust-store", nameless.toString()));
                LaneRun lane = lane(receiver, nameless, Map.of())) {
            awaitSent(lane);

            assertThat(receiver.events())
                    .extracting(Event::getHeaders)
                    .allMatch(headers -> headers.containsKey(EventHeaders.FEEDER));
        }
    }

    private static void awaitSent(LaneRun lane) {
        await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == 2);
    }

    private static void assertNothingSent(LaneRun lane, Receiver receiver) {
        await().atMost(30, SECONDS).until(() -> lane.counted("ConnectionFailedCount") > 1);
        assertThat(lane.counted("EventDrainAttemptCount")).isZero();
        assertThat(receiver.events()).isEmpty();
    }

    private Receiver target(Map<String, String> more) throws IOException {
        Map<String, String> keys = new HashMap<>(Map.of(
                "tls",
                "true",
                "tls.key-store",
                ofTarget.toString(),
                "tls.key-store-password",
                PASSWORD,
                "tls.trust-store",
                ofLane.toString(),
                "tls.trust-store-password",
                PASSWORD));
        keys.putAll(more);
        return new Receiver(LaneSource::new, SinkRun.channel(), keys);
    }

    private LaneRun lane(Receiver receiver, Path keyStore, Map<String, String> more) {
        Map<String, String> keys = keys(receiver);
        keys.put("tls.key-store", keyStore.toString());
        keys.put("tls.key-store-password", PASSWORD);
        keys.putAll(more);
        return LaneRun.start(from, keys);
    }

    private Map<String, String> keys(Receiver receiver) {
        return new HashMap<>(Map.of(
                "targets",
                "localhost:" + receiver.port(),
                "tls",
                "true",
                "tls.trust-store",
                ofTarget.toString(),
                "tls.trust-store-password",
                PASSWORD));
    }
}
