package dev.headgate.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.kit.progress.EventHeaders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Looking into real journals, whole and damaged. */
class JournalToolsTest {
    private Path folder;
    private Path journal;

    @BeforeEach
    void nameTheJournal(@TempDir Path folder) {
        this.folder = folder;
        journal = folder.resolve("journal");
    }

    @AfterEach
    void awaitSpares() {
        Channels.awaitSpares();
    }

    @Test
    void inspectSaysWhatIsQueuedAndHowFarFeedersCame() {
        JournalChannel channel = Channels.journal(journal);
        Channels.put(channel, 0, 3000, number -> feeder("lane-" + number % 2, number));
        Channels.take(channel, 2500);
        channel.stop();

        CommandRun text = CommandRun.journal("inspect", journal);
        CommandRun json = CommandRun.journal("inspect", "-o", "json", journal);

        assertThat(text.status()).isZero();
        assertThat(text.out())
                .contains("queued         500 events,", "oldest         20", "feeders        2", "lane-0");
        JsonObject summary = JsonParser.parseString(json.out()).getAsJsonObject();
        assertThat(summary.get("events").getAsInt()).isEqualTo(500);
        assertThat(summary.get("bytes").getAsLong()).isPositive();
        assertThat(summary.get("next-position").getAsLong()).isEqualTo(3001);
        assertThat(summary.getAsJsonObject("feeders").get("lane-1").getAsLong()).isEqualTo(2999);
        assertThat(summary.getAsJsonArray("segments")).isNotEmpty();
    }

    @Test
    void lookingChangesNothing() throws IOException {
        fill(2000);
        Channels.awaitSpares();
        Map<String, byte[]> before = contents();

        CommandRun.journal("inspect", journal);
        CommandRun.journal("verify", journal);
        CommandRun.journal("export", journal);

        assertThat(contents()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void anEmptyJournalIsWhole() {
        Channels.journal(journal).stop();

        assertThat(CommandRun.journal("inspect", journal).out())
                .contains("queued         0 events, 0 bytes", "oldest         none");
        assertThat(CommandRun.journal("verify", journal).status()).isZero();
        assertThat(CommandRun.journal("export", journal).out()).isEmpty();
    }

    @Test
    void readsAJournalOfSeveralFolders() {
        Path second = folder.resolve("second");
        JournalChannel channel = Channels.journal(journal, second);
        Channels.put(channel, 0, 5000);
        channel.stop();

        assertThat(CommandRun.journal("export", journal, second).lines()).hasSize(5000);
        CommandRun half = CommandRun.journal("verify", journal);
        assertThat(half.status()).isEqualTo(2);
        assertThat(half.err()).contains("its folder '" + second + "' is missing");
    }

    @Test
    void refusesAJournalInUseAndSaysWhoHasIt() {
        JournalChannel channel = Channels.journal(journal);
        for (String command : List.of("inspect", "verify", "export")) {
            CommandRun run = CommandRun.journal(command, journal);

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("in use by", Long.toString(ProcessHandle.current().pid()))
                    .contains("Stop the agent first.");
        }
        channel.stop();
        assertThat(CommandRun.journal("inspect", journal).status()).isZero();
    }

    @Test
    void refusesWhatIsNoJournal() {
        assertThat(CommandRun.journal("inspect", journal).err()).contains("there is no such folder");
        assertThat(CommandRun.journal("verify", folder).err()).contains("there is no segment of a journal");
        assertThat(CommandRun.journal("export", "--limit", "0", folder).status())
                .isEqualTo(2);
        assertThat(CommandRun.journal().status()).isEqualTo(2);
    }

    @Test
    void exportsTheQueuedEventsInOrder() {
        JournalChannel channel = Channels.journal(journal);
        Channels.put(channel, 0, 2500);
        Channels.take(channel, 1150);
        channel.stop();

        CommandRun run = CommandRun.journal("export", journal);

        assertThat(run.status()).isZero();
        assertThat(run.lines())
                .extracting(line -> JsonParser.parseString(line)
                        .getAsJsonObject()
                        .get("body")
                        .getAsString())
                .isEqualTo(Channels.bodies(1150, 2500));
        JsonObject first = JsonParser.parseString(run.lines().get(0)).getAsJsonObject();
        assertThat(first.get("position").getAsLong()).isEqualTo(1151);
        assertThat(first.getAsJsonObject("headers").get("number").getAsString()).isEqualTo("1150");
        assertThat(first.get("time").getAsString()).endsWith("Z");
        assertThat(CommandRun.journal("export", "--limit", "7", journal).lines())
                .hasSize(7);
    }

    @Test
    void exportsTextAsTextAndBytesAsBase64() {
        byte[] bytes = {(byte) 0xC3, 0x28, 0, 1};
        JournalChannel channel = Channels.journal(journal);
        Channels.put(
                channel,
                List.of(
                        Channels.event("Grüße, 水 \"q\"\n", Map.of("ü", "<&>")),
                        EventBuilder.withBody(bytes, Map.of())));
        channel.stop();

        List<String> lines = CommandRun.journal("export", journal).lines();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("\\p{ASCII}*").contains("<&>");
        JsonObject text = JsonParser.parseString(lines.get(0)).getAsJsonObject();
        assertThat(text.get("body").getAsString()).isEqualTo("Grüße, 水 \"q\"\n");
        JsonObject binary = JsonParser.parseString(lines.get(1)).getAsJsonObject();
        assertThat(binary.has("body")).isFalse();
        assertThat(Base64.getDecoder().decode(binary.get("body-base64").getAsString()))
                .isEqualTo(bytes);
    }

    @Test
    void exportEndsWhenItsReaderHasSeenEnough() {
        fill(20_000);
        ClosedPipe pipe = new ClosedPipe();
        CommandLine headgate = dev.headgate.topology.cli.HeadgateCommand.commandLine();
        headgate.setOut(new PrintWriter(pipe));

        int status = headgate.execute("journal", "export", journal.toString());

        assertThat(status).isZero();
        assertThat(pipe.refused).isPositive().isLessThan(300);
    }

    @Test
    void verifyFindsEveryFlippedBitOfTheQueuedEvents() throws IOException {
        fill(8000);
        assertThat(CommandRun.journal("verify", journal).status()).isZero();
        Path second = segments().get(1);
        for (int offset : new int[] {20, 600, 5_000, 30_000, 50_000}) {
            flip(second, offset);

            CommandRun run = CommandRun.journal("verify", journal);

            assertThat(run.status()).as("bit flipped at %d", offset).isEqualTo(1);
            assertThat(run.out()).contains(second.toString(), "The journal is damaged in one place.");
            assertThat(CommandRun.journal("export", journal).status()).isEqualTo(1);
            flip(second, offset);
        }
        assertThat(CommandRun.journal("verify", journal).status()).isZero();
    }

    @Test
    void verifyFindsAFlippedBitInTheNewestSegmentsSnapshot() throws IOException {
        fill(8000);
        List<Path> segments = segments();
        flip(segments.get(segments.size() - 1), 600);

        CommandRun verify = CommandRun.journal("verify", journal);

        assertThat(verify.status()).isEqualTo(1);
        assertThat(verify.out()).contains("a record of type snapshot; no queued event is lost");
        assertThat(CommandRun.journal("export", journal).lines()).hasSize(8000);
    }

    @Test
    void verifySaysWhichEventsAreLostAndExportGivesTheOthers() throws IOException {
        fill(1000);
        Path first = segments().get(0);
        flip(first, offsetOf(first, "event 250"));

        CommandRun verify = CommandRun.journal("verify", journal);
        CommandRun export = CommandRun.journal("export", journal);

        assertThat(verify.out()).contains("a record of type events; queued events of positions 201 to 300 are lost");
        assertThat(export.lines()).hasSize(900);
        assertThat(export.err()).contains("positions 201 to 300");
    }

    @Test
    void damageToWhatWasDeliveredLosesNothing() throws IOException {
        JournalChannel channel = Channels.journal(journal);
        Channels.put(channel, 0, 300);
        Channels.take(channel, 200);
        channel.stop();
        Path first = segments().get(0);
        flip(first, offsetOf(first, "event 150"));

        assertThat(CommandRun.journal("verify", journal).out()).contains("no queued event is lost");
        assertThat(CommandRun.journal("export", journal).lines()).hasSize(100);
    }

    @Test
    void namesMissingSegments() throws IOException {
        fill(8000);
        List<Path> segments = segments();
        assertThat(segments).hasSizeGreaterThan(3);
        Files.delete(segments.get(0));
        Files.delete(segments.get(2));

        CommandRun verify = CommandRun.journal("verify", journal);

        assertThat(verify.status()).isEqualTo(1);
        assertThat(verify.lines()).hasSize(3);
        assertThat(verify.out())
                .contains(
                        "segments 3 to 3 before it are not there",
                        "the segments before it are not there; queued events of positions 1 to");
        assertThat(CommandRun.journal("inspect", journal).out()).contains("missing        1 segments");
    }

    @Test
    void aTornEndIsNoDamage() throws IOException {
        fill(1000);
        List<Path> segments = segments();
        Path newest = segments.get(segments.size() - 1);
        // A record whose header is whole and whose payload never came to disk, as a power cut leaves it.
        int end = offsetOfLastRecordEnd(newest);
        flip(newest, end - 1 - 8);

        assertThat(CommandRun.journal("verify", journal).status()).isZero();
    }

    private void fill(int events) {
        JournalChannel channel = Channels.journal(journal);
        Channels.put(channel, 0, events);
        channel.stop();
    }

    private static Map<String, String> feeder(String name, long position) {
        return Map.of(EventHeaders.FEEDER, name, EventHeaders.POSITION, Long.toString(position));
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static void flip(Path file, int offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 0x10)).flip();
            channel.write(one, offset);
        }
    }

    private static int offsetOf(Path file, String text) throws IOException {
        String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(content).contains(text);
        return content.indexOf(text);
    }

    private static int offsetOfLastRecordEnd(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int last = bytes.length;
        while (bytes[last - 1] == 0) {
            last--;
        }
        assertThat(Arrays.copyOf(bytes, last)).hasSizeGreaterThan(512);
        return last;
    }

    /** A pipe whose reader is gone after the first thousand characters. */
    private static final class ClosedPipe extends Writer {
        private int written;
        private int refused;

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            written += length;
            if (written > 1000) {
                refused++;
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
