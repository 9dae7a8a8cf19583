package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Put;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventPutsTest {
    private static final Map<String, String> FROM_WEB = Map.of("origin", "web", "sequence", "7");

    @Test
    void takesKeyAndTimeFromTheEvent() {
        Put put = put(Map.of(), "GET /", Map.of("origin", "web", "sequence", "7", "timestamp", "1700000000000"));

        assertThat(row(put)).isEqualTo("web/7");
        assertThat(put.getTimestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(put.has(utf8("e"), utf8("body"), utf8("GET /"))).isTrue();
        assertThat(put.has(utf8("e"), utf8("origin"), utf8("web"))).isTrue();
        assertThat(put.has(utf8("e"), utf8("sequence"), utf8("7"))).isTrue();
        assertThat(put.size()).isEqualTo(3);
    }

    @Test
    void leavesTheTimeToHBaseWhereTheEventHasNone() {
        assertThat(put(Map.of(), "x", Map.of("timestamp", "-1")).getTimestamp()).isEqualTo(HConstants.LATEST_TIMESTAMP);
    }

    @Test
    void takesTheTimeFromWhereItIsTold() {
        Map<String, String> keys = Map.of("time", "json:$.at", "row", "%Y%m%d/%{time:reversed}/%{sequence}");

        Put put = put(keys, "{\"at\":\"2026-01-02T03:04:05.678+01:00\"}", Map.of("sequence", "7", "timestamp", "1"));

        assertThat(put.getTimestamp()).isEqualTo(1_767_319_445_678L);
        assertThat(row(put)).isEqualTo("20260102/" + (Long.MAX_VALUE - 1_767_319_445_678L) + "/7");
    }

    @Test
    void storesDeclaredCellsAndNoOthers() {
        Map<String, String> keys = Map.of(
                "cell.e.body", "body",
                "cell.m.status", "json:$.status",
                "cell.m.missing", "json:$.nothing",
                "cell.m.where", "%{json:$.host}:%{json:$['the port']}");

        Put put = put(keys, "{\"status\":200,\"host\":\"a\",\"the port\":80}", FROM_WEB);

        assertThat(put.has(utf8("m"), utf8("status"), utf8("200"))).isTrue();
        assertThat(put.has(utf8("m"), utf8("where"), utf8("a:80"))).isTrue();
        assertThat(put.size()).isEqualTo(3);
    }

    @Test
    void addsTheUsualCellsToDeclaredOnesWhereTheirKeysAreGiven() {
        Put put = put(Map.of("cell.m.x", "text:y", "headers", "origin", "body-qualifier", "b"), "z", FROM_WEB);

        assertThat(put.has(utf8("e"), utf8("origin"), utf8("web"))).isTrue();
        assertThat(put.has(utf8("e"), utf8("b"), utf8("z"))).isTrue();
        assertThat(put.size()).isEqualTo(3);
    }

    @Test
    void keepsTheBytesOfABodyThatIsNoText() {
        byte[] body = {(byte) 0xff, 0, (byte) 0xfe};
        HBaseSettings settings = settings(Map.of());
        Put put = new EventPuts("latest", settings.mapping(), KeylessEvent.OWN_ROW, "j")
                .put(new MappedEvent(body, FROM_WEB, settings.mapping().format()), 0);

        assertThat(put.has(utf8("e"), utf8("body"), body)).isTrue();
    }

    @Test
    void givesAnEventWithoutItsKeyTheRowOfItsPlaceInTheJournal() {
        assertThat(row(put(Map.of(), "same", Map.of("origin", "web")))).isEqualTo("unknown/journal-1/42");
        assertThat(row(put(Map.of(), "x", Map.of("origin", "o".repeat(40_000), "sequence", "1"))))
                .isEqualTo("unknown/journal-1/42");
    }

    @Test
    void givesEventsThatCannotBeToldApartRowsOfTheirOwnWithoutAJournal() {
        Put one = put(Map.of(), null, "same", Map.of("origin", "web"));
        Put other = put(Map.of(), null, "same", Map.of("origin", "web"));

        assertThat(row(one)).startsWith("unknown/").isNotEqualTo(row(other));
    }

    @Test
    void refusesAnEventWithoutItsKeyWhereThatIsWanted() {
        assertThatThrownBy(() -> put(Map.of("without-key", "dead-letter"), "x", Map.of("origin", "web")))
                .isInstanceOf(RefusedEventException.class)
                .hasMessageContaining("lacks something of its row key");
    }

    @Test
    void refusesAnEventWithoutAnyCell() {
        assertThatThrownBy(() -> put(Map.of("cell.e.s", "json:$.s"), "no JSON", FROM_WEB))
                .isInstanceOf(RefusedEventException.class)
                .hasMessageContaining("none of the values of its cells");
    }

    private static Put put(Map<String, String> keys, String body, Map<String, String> headers) {
        return put(keys, "journal-1", body, headers);
    }

    private static Put put(
            Map<String, String> keys, @Nullable String journalId, String body, Map<String, String> headers) {
        HBaseSettings settings = settings(keys);
        return new EventPuts("latest", settings.mapping(), settings.withoutKey(), journalId)
                .put(new MappedEvent(utf8(body), headers, settings.mapping().format()), 42);
    }

    private static HBaseSettings settings(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(Map.of("table", "clicks", "zookeeper", "zk"));
        all.putAll(keys);
        return HBaseSettings.of(HBaseOptions.DECLARATION.read("latest", all, warning -> {}));
    }

    private static String row(Put put) {
        return new String(put.getRow(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
