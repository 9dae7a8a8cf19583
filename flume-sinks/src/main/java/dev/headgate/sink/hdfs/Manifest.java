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
record Manifest(String journal, long first, long last, List<StagedFile> files, Afterwards afterwards) {
    private static final String BEGIN = "headgate-manifest 1";
    private static final String COUNT = "+audit";
    private static final String REMOVE = "-";
    private static final String END = "end";

    /**
     * What is done when the files have their final names. Immutable.
     *
     * @param count whether they are counted in their folders
     * @param remove files below the root whose events they hold
     */
    record Afterwards(boolean count, List<String> remove) {
        Afterwards {
            remove = List.copyOf(remove);
        }
    }

    Manifest {
        files = List.copyOf(files);
    }

    /** Of files whose events are acknowledged already: it stands for no positions. */
    static Manifest ofNoPositions(String journal, List<StagedFile> files, Afterwards afterwards) {
        return new Manifest(journal, 0, -1, files, afterwards);
    }

    /** The same, of files with other names. */
    Manifest with(List<StagedFile> renamed) {
        return new Manifest(journal, first, last, renamed, afterwards);
    }

    /** The files that readers will see. */
    List<StagedFile> visible() {
        return files.stream().filter(file -> !HeldFiles.isHidden(file.target())).toList();
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
        if (afterwards.count()) {
            text.append(COUNT).append('\n');
        }
        afterwards
                .remove()
                .forEach(held -> text.append(REMOVE).append('\t').append(held).append('\n'));
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
            List<String> remove = new ArrayList<>();
            boolean count = false;
            for (String line : lines.subList(4, lines.size() - 1)) {
                String[] fields = line.split("\t", 4);
                if (fields[0].equals(COUNT)) {
                    count = true;
                } else if (fields[0].equals(REMOVE)) {
                    remove.add(fields[1]);
                } else {
                    files.add(
                            new StagedFile(fields[0], fields[3], Long.parseLong(fields[1]), Long.parseLong(fields[2])));
                }
            }
            return new Manifest(
                    lines.get(1),
                    Long.parseLong(lines.get(2)),
                    Long.parseLong(lines.get(3)),
                    files,
                    new Afterwards(count, remove));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException broken) {
            throw new IOException("a line of the manifest cannot be read", broken);
        }
    }
}
