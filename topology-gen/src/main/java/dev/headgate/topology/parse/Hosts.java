package dev.headgate.topology.parse;

import dev.headgate.topology.model.TopologyRule;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the hosts of a list: names, ranges such as {@code web-[001-240].example.com}, and files of both. */
final class Hosts {
    static final ValueType<List<String>> TYPE = new ValueType<>(
            Form.anyText("range").orList().told("range, list, or `file:hosts.txt`"),
            List.of(),
            value -> Optional.of(new Hosts(value).read()));

    private static final String FILE = "file:";

    private final Value value;
    private final List<String> hosts = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Hosts(Value value) {
        this.value = value;
    }

    private List<String> read() {
        for (Value item : value.items()) {
            item.text().ifPresent(text -> {
                if (text.startsWith(FILE)) {
                    addFile(item, text.substring(FILE.length()));
                } else {
                    add(item, text, "");
                }
            });
        }
        return List.copyOf(hosts);
    }

    private void addFile(Value item, String name) {
        List<String> lines;
        try {
            lines = item.hostFiles().lines(name);
        } catch (IOException unreadable) {
            item.bad(
                    TopologyRule.HOST_FILE,
                    FILE + name,
                    "the file cannot be read (%s). Check its path, which starts from the topology file's folder, and its UTF-8 text"
                            .formatted(why(unreadable)));
            return;
        }
        int before = hosts.size();
        IntStream.range(0, lines.size()).forEach(index -> {
            String line = lines.get(index).replaceAll("#.*", "").strip();
            if (!line.isEmpty()) {
                add(item, line, "line " + (index + 1) + " of " + name + " is ");
            }
        });
        if (hosts.size() == before) {
            item.bad(
                    TopologyRule.HOST_FILE,
                    FILE + name,
                    "the file names no new host. Give one host or range in each line");
        }
    }

    private void add(Value item, String text, String prefix) {
        List<String> names;
        try {
            names = HostRange.expand(text);
        } catch (IllegalArgumentException refused) {
            item.bad(text, prefix + refused.getMessage());
            return;
        }
        if (hosts.size() + names.size() > HostRange.MOST) {
            item.bad(text, prefix + "more than " + HostRange.MOST + " hosts in one list. Make the range smaller");
            return;
        }
        List<String> repeats = names.stream().filter(host -> !seen.add(host)).toList();
        if (!repeats.isEmpty()) {
            item.bad(
                    TopologyRule.HOST_TWICE,
                    text,
                    prefix + "a repeat: '" + repeats.get(0) + "' is in the list already. Keep one");
            return;
        }
        hosts.addAll(names);
    }

    private static String why(IOException unreadable) {
        return unreadable instanceof NoSuchFileException ? "there is none" : String.valueOf(unreadable.getMessage());
    }
}
