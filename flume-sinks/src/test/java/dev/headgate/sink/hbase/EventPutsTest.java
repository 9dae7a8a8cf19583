package dev.headgate.sink.hbase;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Put;
import org.junit.jupiter.api.Test;

class EventPutsTest {
    private final EventPuts puts = new EventPuts(
            "latest",
            HBaseSettings.of(HBaseOptions.DECLARATION.read(
                    "latest", Map.of("table", "clicks", "zookeeper", "zk"), warning -> {})));

    @Test
    void takesKeyAndTimeFromTheEvent() {
        Put put = puts.put(event("GET /", Map.of("origin", "web", "sequence", "7", "timestamp", "1700000000000")));

        assertThat(row(put)).isEqualTo("web/7");
        assertThat(put.getTimestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(put.has(utf8("e"), utf8("body"), utf8("GET /"))).isTrue();
        assertThat(put.has(utf8("e"), utf8("origin"), utf8("web"))).isTrue();
        assertThat(put.has(utf8("e"), utf8("sequence"), utf8("7"))).isTrue();
        assertThat(put.size()).isEqualTo(3);
    }

    @Test
    void leavesTheTimeToHBaseWhereTheEventHasNone() {
        assertThat(puts.put(event("x", Map.of("timestamp", "-1"))).getTimestamp())
                .isEqualTo(HConstants.LATEST_TIMESTAMP);
    }

    @Test
    void givesEventsThatCannotBeToldApartRowsOfTheirOwn() {
        Put one = puts.put(event("same", Map.of("origin", "web")));
        Put other = puts.put(event("same", Map.of("origin", "web")));

        assertThat(row(one)).startsWith("unknown/").isNotEqualTo(row(other));
    }

    @Test
    void takesAKeyThatHBaseWouldRefuse() {
        Put put = puts.put(event("x", Map.of("origin", "o".repeat(40_000), "sequence", "1")));

        assertThat(row(put)).startsWith("unknown/");
    }

    private static String row(Put put) {
        return new String(put.getRow(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
