package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.HBaseReader;
import dev.headgate.testbed.HBaseTables;
import dev.headgate.testbed.Landed;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class HBaseSinkIT {
    private final String zookeeper;
    private final List<SinkRun> started = new ArrayList<>();

    HBaseSinkIT(StoreAddresses stores) {
        zookeeper = stores.zookeeper();
    }

    @AfterEach
    void stop() {
        started.forEach(SinkRun::stop);
    }

    @Test
    void putsEachEventIntoARow() throws IOException {
        HBaseTables.create(zookeeper, "rows", "e");

        start("rows").put(events(2500)).drain();

        assertThat(landed("rows"))
                .hasSize(2500)
                .contains(new Landed("web-1", "0", "GET /0"), new Landed("web-1", "2499", "GET /2499"));
    }

    @Test
    void overwritesARepeatedBatchWithItself() throws IOException {
        HBaseTables.create(zookeeper, "repeated", "e");
        SinkRun sink = start("repeated");

        sink.put(events(100)).drain();
        List<Landed> once = landed("repeated");
        sink.put(events(100)).drain();

        assertThat(landed("repeated")).hasSize(100).isEqualTo(once);
        assertThat(sink.waiting()).isZero();
    }

    @Test
    void waitsForATableThatComesLate() throws IOException {
        SinkRun sink = start("late").put(events(10));
        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(10);

        HBaseTables.create(zookeeper, "late", "e");

        assertThat(sink.turn()).isEqualTo(Status.READY);
        assertThat(landed("late")).hasSize(10);
    }

    @Test
    void keepsEventsThatTheTableRefuses() throws IOException {
        HBaseTables.create(zookeeper, "other-family", "x");

        SinkRun sink = start("other-family").put(events(10));

        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(10);
    }

    @Test
    void keepsEventsWithoutIdentityApart() throws IOException {
        HBaseTables.create(zookeeper, "unknown", "e");

        start("unknown")
                .put(SinkRun.event("same", Map.of()), SinkRun.event("same", Map.of()))
                .drain();

        assertThat(landed("unknown")).extracting(Landed::body).containsExactly("same", "same");
    }

    private SinkRun start(String table) {
        SinkRun sink = SinkRun.start(new HBaseSink(), Map.of("table", table, "zookeeper", zookeeper));
        started.add(sink);
        return sink;
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i,
                        Map.of("origin", "web-1", "sequence", String.valueOf(i), "timestamp", "1767268800000")))
                .toList();
    }

    private List<Landed> landed(String table) throws IOException {
        List<Landed> landed = new ArrayList<>();
        new HBaseReader(zookeeper, table, "e").read(landed::add);
        return landed;
    }
}
