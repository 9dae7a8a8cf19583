package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a writer is done: what it leaves in the store for itself and for the other writers below the same root. Immutable.
 *
 * @param until of all times that folders stand for and that end until then, it has published what it was given
 * @param waiting folders that it has written to and that have no {@code _SUCCESS} yet, each with the end of its time
 */
record DoneMark(Instant until, Map<String, Instant> waiting) {
    private static final String BEGIN = "headgate-done 1";
    private static final String END = "end";

    DoneMark {
        waiting = Map.copyOf(waiting);
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(BEGIN)
                .append('\n')
                .append(until.getEpochSecond())
                .append('\n');
        new TreeMap<>(waiting).forEach((folder, end) -> text.append(end.getEpochSecond())
                .append('\t')
                .append(folder)
                .append('\n'));
        return text.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException where it is none, or not whole
     */
    static DoneMark decode(byte[] bytes) throws IOException {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 3
                || !lines.get(0).equals(BEGIN)
                || !lines.get(lines.size() - 1).equals(END)) {
            throw new IOException("it is no mark of this version, or not whole");
        }
        try {
            Map<String, Instant> waiting = new TreeMap<>();
            for (String line : lines.subList(2, lines.size() - 1)) {
                String[] fields = line.split("\t", 2);
                waiting.put(fields[1], Instant.ofEpochSecond(Long.parseLong(fields[0])));
            }
            return new DoneMark(Instant.ofEpochSecond(Long.parseLong(lines.get(1))), waiting);
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException broken) {
            throw new IOException("a line of the mark cannot be read", broken);
        }
    }
}
