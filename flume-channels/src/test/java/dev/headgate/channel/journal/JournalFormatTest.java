package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.progress.EventHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.flume.Context;
import org.apache.flume.Transaction;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads a journal by what docs/journal-format.md says, and by nothing else: no class of the journal is used for reading.
 */
class JournalFormatTest {
    private static final int SNAPSHOT = 1;
    private static final int EVENTS = 2;
    private static final int ACKNOWLEDGED = 3;

    @Test
    void aStrangerReadsTheQueuedEventsAndTheProgressOfFeeders(@TempDir Path folder) throws IOException {
        String journal = write(folder);

        Stranger stranger = new Stranger();
        for (Path segment : segments(folder)) {
            stranger.read(segment);
        }

        assertThat(stranger.journal).isEqualTo(journal);
        assertThat(stranger.nextPosition).isEqualTo(3001);
        assertThat(stranger.putEvents - stranger.acknowledgedEvents).isEqualTo(2000);
        assertThat(stranger.mark).isEqualTo(1001);
        assertThat(stranger.ranges).isEmpty();
        assertThat(stranger.progress).isEqualTo(Map.of("lane a", 2998L, "länge b", 2999L));
        assertThat(stranger.events.tailMap(stranger.mark)).hasSize(2000);
        assertThat(stranger.events.get(1001L)).isEqualTo("{number=1000, ü=ä}event 1000");
        assertThat(stranger.events.get(3000L)).isEqualTo("{number=2999, ü=ä}event 2999");
        assertThat(stranger.times).allMatch(time -> Math.abs(System.currentTimeMillis() - time) < 600_000);
    }

    /** Puts 3000 events of two feeders in batches of 10 and takes the first 1000; returns the journal's name. */
    private static String write(Path folder) {
        JournalChannel channel = new JournalChannel();
        channel.setName("journal");
        channel.configure(new Context(Map.of(
                "directories", folder.toString(), "segment-size", "64KB", "reserve", "1MB", "keep-alive", "0s")));
        channel.start();
        for (int first = 0; first < 3000; first += 10) {
            Transaction puts = channel.getTransaction();
            puts.begin();
            for (int number = first; number < first + 10; number++) {
                channel.put(EventBuilder.withBody("event " + number, StandardCharsets.UTF_8, headers(number)));
            }
            puts.commit();
            puts.close();
        }
        Transaction takes = channel.getTransaction();
        takes.begin();
        for (int taken = 0; taken < 1000; taken++) {
            assertThat(channel.take()).isNotNull();
        }
        takes.commit();
        takes.close();
        String journal = channel.journalId();
        channel.stop();
        return journal;
    }

    private static Map<String, String> headers(int number) {
        Map<String, String> headers = new HashMap<>();
        headers.put("number", Integer.toString(number));
        headers.put("ü", "ä");
        headers.put(EventHeaders.FEEDER, number % 2 == 0 ? "lane a" : "länge b");
        headers.put(EventHeaders.POSITION, Integer.toString(number));
        return headers;
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
            assertThat(segments).hasSizeGreaterThan(1);
            return segments;
        }
    }

    /** Goes through segments in the order of their numbers. */
    private static final class Stranger {
        private String journal = "";
        private long nextPosition;
        private long putEvents;
        private long acknowledgedEvents;
        private long mark;
        private List<Long> ranges = new ArrayList<>();
        private final Map<String, Long> progress = new HashMap<>();
        private final TreeMap<Long, String> events = new TreeMap<>();
        private final List<Long> times = new ArrayList<>();

        void read(Path file) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            long number = Long.parseLong(file.getFileName().toString().substring(0, 19));
            long firstPosition = Long.parseLong(file.getFileName().toString().substring(20, 39));
            assertThat(text(bytes, 0, 8)).isEqualTo("HEADGATE");
            assertThat(bytes.getInt(8)).isEqualTo(2);
            assertThat(bytes.getInt(12)).isEqualTo(512);
            journal = "%016x%016x"
                    .formatted(bytes.getLong(16), bytes.getLong(24))
                    .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
            assertThat(bytes.getLong(32)).isEqualTo(number);
            assertThat(bytes.getLong(40)).isEqualTo(firstPosition);
            assertThat(bytes.getInt(48)).isEqualTo(checksum(bytes, 0, 48));
            int offset = 512;
            int records = 0;
            while (offset + 48 <= bytes.limit() && isRecord(bytes, offset, number)) {
                assertThat(bytes.getInt(offset + 4) == SNAPSHOT).isEqualTo(records == 0);
                record(bytes, offset);
                records++;
                offset = (offset + 48 + bytes.getInt(offset + 8) + 7) / 8 * 8;
            }
            assertThat(records).isGreaterThan(1);
        }

        private static boolean isRecord(ByteBuffer bytes, int offset, long segment) {
            return text(bytes, offset, 4).equals("HGJR") && bytes.getLong(offset + 16) == segment;
        }

        private void record(ByteBuffer bytes, int offset) {
            int length = bytes.getInt(offset + 8);
            ByteBuffer checked = ByteBuffer.allocate(60);
            checked.put(bytes.slice(16, 16)).putInt(offset).put(bytes.slice(offset, 40));
            assertThat(bytes.getInt(offset + 40)).isEqualTo(checksum(checked, 0, 60));
            assertThat(bytes.getInt(offset + 36)).isEqualTo(checksum(bytes, offset + 48, length));
            assertThat(bytes.getInt(offset + 32)).isLessThanOrEqualTo(offset);
            ByteBuffer payload = bytes.slice(offset + 48, length);
            switch (bytes.getInt(offset + 4)) {
                case SNAPSHOT -> snapshot(payload);
                case EVENTS -> events(payload, bytes.getLong(offset + 24), bytes.getInt(offset + 12));
                case ACKNOWLEDGED -> acknowledged(payload);
                default -> throw new AssertionError("type " + bytes.getInt(offset + 4));
            }
            assertThat(payload.remaining()).isZero();
        }

        private void snapshot(ByteBuffer payload) {
            nextPosition = payload.getLong();
            putEvents = payload.getLong();
            payload.getLong();
            acknowledged(payload);
            progress.clear();
            for (int left = payload.getInt(); left > 0; left--) {
                progress.put(text(payload), payload.getLong());
                times.add(payload.getLong());
            }
        }

        private void acknowledged(ByteBuffer payload) {
            acknowledgedEvents = payload.getLong();
            payload.getLong();
            mark = payload.getLong();
            ranges = new ArrayList<>();
            for (int left = payload.getInt(); left > 0; left--) {
                ranges.add(payload.getLong());
                ranges.add(payload.getLong());
            }
        }

        private void events(ByteBuffer payload, long firstPosition, int count) {
            times.add(payload.getLong());
            int end = payload.getInt() + payload.position();
            for (int index = 0; index < count; index++) {
                events.put(firstPosition + index, event(payload));
            }
            assertThat(payload.position()).isEqualTo(end);
            for (int left = payload.getInt(); left > 0; left--) {
                progress.merge(text(payload), payload.getLong(), Math::max);
            }
            nextPosition = firstPosition + count;
            putEvents += count;
        }

        private static String event(ByteBuffer payload) {
            int end = payload.getInt() + payload.position();
            Map<String, String> headers = new TreeMap<>();
            for (int left = payload.getInt(); left > 0; left--) {
                headers.put(text(payload), text(payload));
            }
            byte[] body = new byte[end - payload.position()];
            payload.get(body);
            return headers + new String(body, StandardCharsets.UTF_8);
        }

        private static String text(ByteBuffer payload) {
            byte[] bytes = new byte[payload.getInt()];
            payload.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private static String text(ByteBuffer bytes, int offset, int length) {
            byte[] ascii = new byte[length];
            bytes.get(offset, ascii);
            return new String(ascii, StandardCharsets.US_ASCII);
        }

        private static int checksum(ByteBuffer bytes, int offset, int length) {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes.slice(offset, length));
            return (int) checksum.getValue();
        }
    }
}
