package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.interceptor.registration.RegistrationInterceptor;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StoresExtension.class)
class LaneTargetsIT {
    /** So many that they do not all prefer one of two targets by chance. */
    private static final int LANES = 16;

    private static final int ROUND = 500;

    private final Path folder;
    private final StoreAddresses stores;
    private final List<JournalChannel> journals = new ArrayList<>();
    private int put;

    LaneTargetsIT(@TempDir Path folder, StoreAddresses stores) {
        this.folder = folder;
        this.stores = stores;
    }

    @Test
    void usesTargetsThatJoinAndLeavesThoseThatLeaveWithEachEventOnce() throws Exception {
        Receiver first = registered("first");
        List<LaneRun> lanes = lanes();
        await().atMost(60, SECONDS).until(() -> {
            putRound();
            return first.accepted() > 0;
        });
        Receiver second = registered("second");
        await().atMost(60, SECONDS).until(() -> {
            putRound();
            return second.accepted() > 0;
        });

        first.leave();
        await().atMost(60, SECONDS).until(() -> {
            long before = first.accepted();
            putRound();
            await().atMost(60, SECONDS).until(() -> sent(lanes) == put);
            return first.accepted() == before;
        });
        first.stop();
        putRound();
        await().atMost(60, SECONDS).until(() -> sent(lanes) == put);
        lanes.forEach(LaneRun::close);

        assertThat(lanes).allSatisfy(lane -> assertThat(lane.counted("PossiblyRepeatedCount"))
                .isZero());
        List<String> landed = new ArrayList<>(first.bodies());
        landed.addAll(second.bodies());
        assertThat(landed)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, put)
                        .mapToObj(number -> "event " + number)
                        .toList());
        first.close();
        second.close();
        journals.forEach(JournalChannel::stop);
    }

    private static long sent(List<LaneRun> lanes) {
        return lanes.stream()
                .mapToLong(lane -> lane.counted("EventDrainSuccessCount"))
                .sum();
    }

    private void putRound() {
        for (JournalChannel journal : journals) {
            List<Event> events = new ArrayList<>();
            while (events.size() < ROUND / LANES) {
                events.add(SinkRun.event("event " + put++, Map.of()));
            }
            SinkRun.put(journal, events);
        }
    }

    private List<LaneRun> lanes() {
        List<LaneRun> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            JournalChannel journal = Receiver.journal(folder.resolve("from-" + lane));
            journals.add(journal);
            lanes.add(LaneRun.start(
                    journal,
                    Map.of(
                            "targets", "zookeeper:" + stores.zookeeper() + "/headgate/core",
                            "renew-after", "200ms",
                            "batch-events", "100")));
        }
        return lanes;
    }

    private Receiver registered(String name) throws IOException {
        return Receiver.registered(
                folder.resolve(name), new RegistrationInterceptor.Builder(), stores.zookeeper(), "/headgate/core");
    }
}
