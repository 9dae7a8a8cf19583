package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one epoch publishes: the range of the journal's positions, and all files that hold it. Immutable.
 *
 * <p>Once it stands under its name in a run's folder, the epoch is published: whoever comes next renames what is left to
 * rename, and the events of the range are never written again.
 *
 * @param journal whose positions these are
 * @param first the first position of the epoch
 * @param last the last position of the epoch
 */
record Manifest(String journal, long first, long last, List<StagedFile> files) {
    private static final String BEGIN = "headgate-manifest 1";
    private static final String END = "end";

    Manifest {
        files = List.copyOf(files);
    }

    /** The events in all files. */
    long events() {
        return files.stream().mapToLong(StagedFile::events).sum();
    }

    /** The bytes of all files. */
    long bytes() {
        return files.stream().mapToLong(StagedFile::bytes).sum();
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(BEGIN).append('\n');
        text.append(journal)
                .append('\n')
                .append(first)
                .append('\n')
                .append(last)
                .append('\n');
        for (StagedFile file : files) {
            text.append(file.name()).append('\t').append(file.events()).append('\t');
            text.append(file.bytes()).append('\t').append(file.target()).append('\n');
        }
        return text.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException where it is none, or not whole
     */
    static Manifest decode(byte[] bytes) throws IOException {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 5
                || !lines.get(0).equals(BEGIN)
                || !lines.get(lines.size() - 1).equals(END)) {
            throw new IOException("it is no manifest of this version, or not whole");
        }
        try {
            List<StagedFile> files = new ArrayList<>();
            for (String line : lines.subList(4, lines.size() - 1)) {
                String[] fields = line.split("\t", 4);
                files.add(new StagedFile(fields[0], fields[3], Long.parseLong(fields[1]), Long.parseLong(fields[2])));
            }
            return new Manifest(lines.get(1), Long.parseLong(lines.get(2)), Long.parseLong(lines.get(3)), files);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException broken) {
            throw new IOException("a line of the manifest cannot be read", broken);
        }
    }
}
