package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.lane.FaultyProxy.Fault;
import dev.headgate.source.lane.LaneSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneFaultIT {
    private static final int BATCH = 500;

    private final Path folder;
    private final JournalChannel from;
    private final Receiver receiver;
    private final List<Event> events = IntStream.range(0, 6 * BATCH)
            .mapToObj(number -> SinkRun.event("event number " + number + " ".repeat(100), Map.of("host", "web")))
            .toList();

    LaneFaultIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.from = Receiver.journal(folder.resolve("from"));
        this.receiver = Receiver.withJournal(folder.resolve("to"));
        SinkRun.put(from, events);
    }

    @AfterEach
    void close() {
        receiver.close();
        from.stop();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void landsEachEventOnceAndInOrderAlthoughConnectionsBreak(Fault fault) throws Exception {
        breakConnections(receiver, fault);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void landsEachEventOnceBehindALaneSourceAlthoughConnectionsBreak(Fault fault) throws Exception {
        try (Receiver ours = new Receiver(LaneSource::new, Receiver.journal(folder.resolve("ours")), Map.of())) {
            breakConnections(ours, fault);
        }
    }

    private void breakConnections(Receiver receiver, Fault fault) throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(receiver.port(), connection -> connection <= 2 ? fault : Fault.NONE);
                LaneRun lane = run(proxy.address(), "patience", "1m")) {
            await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == events.size());

            assertThat(proxy.connections()).isEqualTo(3);
            assertThat(lane.counted("FailedBatchCount")).isEqualTo(2);
            assertThat(lane.counted("PossiblyRepeatedCount")).isZero();
        }
        assertThat(receiver.bodies()).isEqualTo(Receiver.bodies(events));
    }

    @Test
    void repeatsOneBatchAtMostWhereItChangesItsTargetInDoubt() throws Exception {
        try (Receiver other = Receiver.withJournal(folder.resolve("other"));
                FaultyProxy proxy = new FaultyProxy(
                        receiver.port(), connection -> connection == 1 ? Fault.NONE : Fault.CUT_BEFORE_ANSWER);
                LaneRun lane = run(proxy.address() + "," + other.address(), "patience", "1ms", "renew-after", "1ms")) {
            await().atMost(60, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == events.size());

            long changes = lane.counted("TargetChangeCount");
            List<String> landed = Stream.of(receiver.bodies(), other.bodies())
                    .flatMap(List::stream)
                    .toList();
            assertThat(changes).isPositive();
            assertThat(landed).containsAll(Receiver.bodies(events));
            assertThat((long) landed.size() - events.size())
                    .isPositive()
                    .isLessThanOrEqualTo(lane.counted("PossiblyRepeatedCount"));
            assertThat(lane.counted("PossiblyRepeatedCount")).isLessThanOrEqualTo(changes * BATCH);
        }
    }

    @Test
    void usesTheNextTargetAfterThePatienceAndComesBackToTheFirst() throws Exception {
        receiver.stop();
        List<Event> later = IntStream.range(0, 10)
                .mapToObj(number -> SinkRun.event("later " + number, Map.of()))
                .toList();
        try (Receiver other = Receiver.withJournal(folder.resolve("other"));
                LaneRun lane =
                        run(receiver.address() + "," + other.address(), "patience", "1s", "renew-after", "200ms")) {
            await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == events.size());
            assertThat(other.bodies()).isEqualTo(Receiver.bodies(events));
            receiver.start();
            await().atMost(30, SECONDS).until(() -> {
                SinkRun.put(from, later);
                return !receiver.events().isEmpty();
            });

            assertThat(lane.counted("PossiblyRepeatedCount")).isZero();
        }
    }

    @Test
    void waitsWhileTheTargetIsFull() throws Exception {
        try (Receiver small = new Receiver(
                        Receiver.journal(folder.resolve("small"), Map.of("capacity", Integer.toString(BATCH))),
                        Map.of());
                LaneRun lane = run(small.address(), "patience", "1m")) {
            await().atMost(30, SECONDS).until(() -> lane.counted("RefusedBatchCount") > 0);
            List<Event> landed = new ArrayList<>();
            await().atMost(30, SECONDS).until(() -> {
                landed.addAll(small.events());
                return landed.size() >= events.size();
            });

            assertThat(Receiver.bodies(landed)).isEqualTo(Receiver.bodies(events));
            assertThat(lane.counted("ConnectionCreatedCount")).isEqualTo(1);
        }
    }

    /** A connection that is renewed before each batch must not make the patience begin anew. */
    @Test
    void usesTheNextTargetWhileTheFirstIsFull() throws Exception {
        try (Receiver full = new Receiver(
                        Receiver.journal(folder.resolve("full"), Map.of("capacity", Integer.toString(BATCH))),
                        Map.of());
                LaneRun lane =
                        run(full.address() + "," + receiver.address(), "patience", "300ms", "renew-after", "1ms")) {
            await().atMost(60, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == events.size());

            assertThat(full.bodies()).isEqualTo(Receiver.bodies(events.subList(0, BATCH)));
            assertThat(receiver.bodies()).isEqualTo(Receiver.bodies(events.subList(BATCH, events.size())));
        }
    }

    @Test
    void hasNothingInDoubtWhenALaneSourceStopsUnderLoad() throws Exception {
        try (Receiver first = new Receiver(LaneSource::new, Receiver.journal(folder.resolve("first")), Map.of());
                LaneRun lane = run(
                        first.address() + "," + receiver.address(),
                        "patience",
                        "300ms",
                        "batch-events",
                        "5",
                        "reply-timeout",
                        "30s")) {
            await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") > 0);
            first.stop();
            await().atMost(60, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") == events.size());

            assertThat(lane.counted("TargetChangeCount")).isEqualTo(1);
            assertThat(lane.counted("PossiblyRepeatedCount")).isZero();
            assertThat(Stream.of(first.bodies(), receiver.bodies()).flatMap(List::stream))
                    .containsExactlyElementsOf(Receiver.bodies(events));
        }
    }

    @Test
    void leavesNothingInDoubtWhenItIsStopped() throws Exception {
        long sent = 0;
        while (sent < events.size()) {
            try (LaneRun lane = run(receiver.address(), "batch-events", "100")) {
                await().atMost(30, SECONDS).until(() -> lane.counted("EventDrainSuccessCount") > 0);
                lane.stop();
                sent += lane.counted("EventDrainSuccessCount");
                assertThat(lane.counted("EventDrainAttemptCount")).isEqualTo(lane.counted("EventDrainSuccessCount"));
            }
        }
        assertThat(receiver.bodies()).isEqualTo(Receiver.bodies(events));
    }

    private LaneRun run(String targets, String... more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "targets",
                targets,
                "batch-events",
                Integer.toString(BATCH),
                "reply-timeout",
                "2s",
                "connect-timeout",
                "2s"));
        for (int key = 0; key < more.length; key += 2) {
            keys.put(more[key], more[key + 1]);
        }
        return LaneRun.start(from, keys);
    }
}
