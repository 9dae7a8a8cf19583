package dev.headgate.source.tail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {
    private final Path folder;

    LineReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What was read: each line with the offset behind it, a cut one marked. */
    private static final class Taken implements LineReader.Lines {
        private final List<String> lines = new ArrayList<>();
        private final int most;

        Taken(int most) {
            this.most = most;
        }

        @Override
        public boolean isFull() {
            return lines.size() >= most;
        }

        @Override
        public void take(byte[] line, long end, boolean cut) {
            lines.add(new String(line, ISO_8859_1) + "@" + end + (cut ? "+" : ""));
        }
    }

    @Test
    void dividesBytesAtLineFeedsAndTakesOffTheReturnBeforeThem() throws IOException {
        assertThat(read("a\nbc\r\n\n\u00e9\u0000\r\r\nrest", 100, false))
                .containsExactly("a@2", "bc@6", "@7", "\u00e9\u0000\r@12");
    }

    @Test
    void takesTheRestWhereNobodyWillCompleteIt() throws IOException {
        assertThat(read("a\nrest", 100, true)).containsExactly("a@2", "rest@6");
        assertThat(read("a\n", 100, true)).containsExactly("a@2");
    }

    @ParameterizedTest
    @CsvSource({
        "abcd\\n, abcd@5",
        "abcd\\r\\n, abcd@6",
        "abcde\\n, abcd@4+ e@6",
        "abcde\\r\\n, abcd@4+ e@7",
        "abcd\\re\\n, abcd@4+ \\re@7",
        "abcdefghi\\nj\\n, abcd@4+ efgh@8+ i@10 j@12",
        "abcdef, abcd@4+",
        "abcde, ''",
    })
    void cutsWhatIsLongerThanFourBytes(String text, String expected) throws IOException {
        assertThat(String.join(" ", read(unescaped(text), 4, false))).isEqualTo(unescaped(expected));
    }

    @Test
    void cutsTheRestToo() throws IOException {
        assertThat(read("abcde", 4, true)).containsExactly("abcd@4+", "e@5");
    }

    @Test
    void goesOnAnywhereInTheMiddleOfACutLineAsBefore() throws IOException {
        String text = "abcdefghij\nk\n";
        List<String> whole = read(text, 4, false);

        assertThat(readFrom(text, 4, 4, 100)).isEqualTo(whole.subList(1, whole.size()));
        assertThat(readFrom(text, 8, 4, 100)).isEqualTo(whole.subList(2, whole.size()));
    }

    @Test
    void stopsWhereTheTakerIsFull() throws IOException {
        assertThat(readFrom("a\nb\nc\n", 0, 100, 2)).containsExactly("a@2", "b@4");
    }

    @Test
    void readsLinesThatAreLongerThanItsFirstBuffer() throws IOException {
        String line = "x".repeat(300_000);

        assertThat(read("a\n" + line + "\nb\n", 1 << 20, false)).containsExactly("a@2", line + "@300003", "b@300005");
    }

    @Test
    void readsManyLinesAcrossItsBuffer() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int index = 0; index < 50_000; index++) {
            text.append("line ").append(index).append('\n');
            expected.add("line " + index + "@" + text.length());
        }

        assertThat(read(text.toString(), 1 << 20, false)).isEqualTo(expected);
    }

    private List<String> read(String text, int maxLine, boolean toTheEnd) throws IOException {
        Taken taken = new Taken(Integer.MAX_VALUE);
        try (RandomAccessFile file = file(text)) {
            new LineReader(maxLine).read(file, 0, toTheEnd, taken);
        }
        return taken.lines;
    }

    private List<String> readFrom(String text, long from, int maxLine, int most) throws IOException {
        Taken taken = new Taken(most);
        try (RandomAccessFile file = file(text)) {
            new LineReader(maxLine).read(file, from, false, taken);
        }
        return taken.lines;
    }

    private RandomAccessFile file(String text) throws IOException {
        Path path = Files.writeString(folder.resolve("file"), text, ISO_8859_1);
        return new RandomAccessFile(path.toFile(), "r");
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}
