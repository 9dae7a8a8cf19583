package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Channel;
import org.apache.flume.Event;
import org.apache.flume.channel.MemoryChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneSinkIT {
    private final Path folder;

    LaneSinkIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void carriesEventsFromJournalToJournalInOrder() throws Exception {
        JournalChannel from = Receiver.journal(folder.resolve("from"));
        List<Event> events = IntStream.range(0, 20_000)
                .mapToObj(number -> SinkRun.event("event " + number, Map.of("origin", "web", "sequence", "" + number)))
                .toList();
        SinkRun.put(from, events);
        try (Receiver receiver = Receiver.withJournal(folder.resolve("to"))) {
            try (LaneRun lane = LaneRun.start(from, Map.of("targets", receiver.address(), "batch-events", "1000"))) {
                List<Event> landed = new ArrayList<>();
                await().atMost(30, SECONDS).until(() -> {
                    landed.addAll(receiver.events());
                    return landed.size() >= events.size();
                });

                assertThat(Receiver.bodies(landed)).isEqualTo(Receiver.bodies(events));
                assertThat(landed.get(7).getHeaders()).isEqualTo(Map.of("origin", "web", "sequence", "7"));
                assertThat(lane.counted("EventDrainSuccessCount")).isEqualTo(20_000);
            }
        }
        assertThat(Receiver.drain(from)).isEmpty();
        from.stop();
    }

    @Test
    void sendsWhatADeflatingSourceReads() throws Exception {
        assertThat(carried(Map.of("compression-type", "deflate"), Map.of("compression", "deflate")))
                .containsExactly("event one", "event two");
    }

    @Test
    void sendsEncryptedToATargetThatItKnows() throws Exception {
        Path keys = Certificates.make(folder, "localhost");

        assertThat(carried(
                        Map.of("ssl", "true", "keystore", keys.toString(), "keystore-password", "changeit"),
                        Map.of(
                                "tls", "true",
                                "tls.trust-store", keys.toString(),
                                "tls.trust-store-password", "changeit")))
                .containsExactly("event one", "event two");
    }

    @Test
    void sendsNothingToATargetWithTheNameOfAnother() throws Exception {
        Path keys = Certificates.make(folder, "somebody-else");
        MemoryChannel channel = twoEvents();
        try (Receiver receiver = new Receiver(
                        memory(), Map.of("ssl", "true", "keystore", keys.toString(), "keystore-password", "changeit"));
                LaneRun lane = LaneRun.start(
                        channel,
                        Map.of(
                                "targets",
                                "localhost:" + receiver.port(),
                                "tls",
                                "true",
                                "tls.trust-store",
                                keys.toString(),
                                "tls.trust-store-password",
                                "changeit"))) {
            await().atMost(30, SECONDS).until(() -> lane.counted("ConnectionFailedCount") > 1);

            assertThat(lane.counted("EventDrainAttemptCount")).isZero();
            assertThat(receiver.events()).isEmpty();
        }
    }

    /** What is taken for the next batch must not be committed with the batch before it. */
    @Test
    void leavesInAPlainChannelWhatTheTargetHasNotStored() throws Exception {
        MemoryChannel from = memory();
        List<Event> events = IntStream.range(0, 10)
                .mapToObj(number -> SinkRun.event("event " + number, Map.of()))
                .toList();
        SinkRun.put(from, events);
        try (Receiver full = new Receiver(Receiver.journal(folder.resolve("full"), Map.of("capacity", "5")), Map.of());
                LaneRun lane = LaneRun.start(from, Map.of("targets", full.address(), "batch-events", "5"))) {
            await().atMost(30, SECONDS).until(() -> lane.counted("RefusedBatchCount") > 0);

            assertTakenByAnother(from, events.subList(5, 10));
            assertThat(full.bodies()).isEqualTo(Receiver.bodies(events.subList(0, 5)));
        }
    }

    @Test
    void leavesInAPlainChannelWhatItCannotSend() throws Exception {
        MemoryChannel from = twoEvents();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LaneRun lane = LaneRun.start(
                        from, Map.of("targets", "127.0.0.1:" + silent.getLocalPort(), "connect-timeout", "20ms"))) {
            await().atMost(30, SECONDS).until(() -> lane.counted("FailedBatchCount") > 0);

            assertTakenByAnother(
                    from, List.of(SinkRun.event("event one", Map.of()), SinkRun.event("event two", Map.of())));
        }
    }

    /** Another sink of the channel gets them, while the lane still tries. */
    private static void assertTakenByAnother(Channel channel, List<Event> events) {
        List<Event> taken = new ArrayList<>();
        await().atMost(30, SECONDS).until(() -> {
            taken.addAll(Receiver.drain(channel));
            return taken.size() >= events.size();
        });
        assertThat(Receiver.bodies(taken)).containsExactlyInAnyOrderElementsOf(Receiver.bodies(events));
    }

    @Test
    void bearsItsNameAndPositionsOfAJournalOnly() throws Exception {
        JournalChannel from = Receiver.journal(folder.resolve("from"));
        SinkRun.put(from, List.of(SinkRun.event("event one", Map.of()), SinkRun.event("event two", Map.of())));
        try (Receiver receiver = new Receiver(memory(), Map.of());
                LaneRun lane = LaneRun.start(from, Map.of("targets", receiver.address()))) {
            await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == 2);
            String feeder = "lane/" + from.journalId();

            assertThat(receiver.events())
                    .extracting(Event::getHeaders)
                    .containsExactly(
                            Map.of(EventHeaders.FEEDER, feeder, EventHeaders.POSITION, "1"),
                            Map.of(EventHeaders.FEEDER, feeder, EventHeaders.POSITION, "2"));
        }
        from.stop();

        MemoryChannel plain = memory();
        SinkRun.put(
                plain,
                List.of(SinkRun.event(
                        "event",
                        Map.of(EventHeaders.FEEDER, "web-001", EventHeaders.POSITION, "7", "host", "web-001"))));
        try (Receiver receiver = new Receiver(memory(), Map.of());
                LaneRun lane = LaneRun.start(plain, Map.of("targets", receiver.address()))) {
            await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == 1);

            assertThat(receiver.events()).extracting(Event::getHeaders).containsExactly(Map.of("host", "web-001"));
        }
    }

    /** What a receiver with these keys gets of two events. */
    private static List<String> carried(Map<String, String> receiverKeys, Map<String, String> laneKeys)
            throws IOException {
        Map<String, String> keys = new HashMap<>(laneKeys);
        try (Receiver receiver = new Receiver(memory(), receiverKeys)) {
            keys.put("targets", "localhost:" + receiver.port());
            try (LaneRun lane = LaneRun.start(twoEvents(), keys)) {
                await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == 2);
                return receiver.bodies();
            }
        }
    }

    private static MemoryChannel twoEvents() {
        MemoryChannel channel = memory();
        SinkRun.put(channel, List.of(SinkRun.event("event one", Map.of()), SinkRun.event("event two", Map.of())));
        return channel;
    }

    private static MemoryChannel memory() {
        return SinkRun.channel();
    }
}
