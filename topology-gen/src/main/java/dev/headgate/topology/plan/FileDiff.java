package dev.headgate.topology.plan;

import dev.headgate.topology.render.RenderedFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Says which keys of an agent's file differ. */
final class FileDiff {
    private static final Pattern BLANK = Pattern.compile("[\\s\"]+");
    private static final Pattern HEAP = Pattern.compile("-X(mx|ms|ss|mn).*");

    private FileDiff() {}

    /** The keys that differ; none where only comments do. */
    static List<KeyChange> of(String file, String before, String after) {
        Function<String, Map<String, String>> reader = file.equals("flume.conf")
                ? RenderedFolder::keys
                : file.endsWith(".sh") ? FileDiff::words : FileDiff::lines;
        Map<String, String> old = reader.apply(before);
        Map<String, String> fresh = reader.apply(after);
        Set<String> keys = file.equals("flume.conf") ? new TreeSet<>(old.keySet()) : new LinkedHashSet<>(old.keySet());
        keys.addAll(fresh.keySet());
        List<KeyChange> changes = new ArrayList<>();
        for (String key : keys) {
            String was = old.getOrDefault(key, "");
            String is = fresh.getOrDefault(key, "");
            if (!was.equals(is) || old.containsKey(key) != fresh.containsKey(key)) {
                changes.add(new KeyChange(file, key, was, is));
            }
        }
        return changes;
    }

    /** The options of a JVM and what else a shell script holds: by the part before '=', a heap by its letters. */
    private static Map<String, String> words(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            for (String word : BLANK.split(line, 0)) {
                int end = HEAP.matcher(word).matches() ? "-Xmx".length() : word.indexOf('=');
                words.put(end < 0 ? word : word.substring(0, end), end < 0 ? "" : word.substring(end));
            }
        });
        return words;
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        text.lines().map(String::strip).filter(line -> !isComment(line)).forEach(line -> {
            int end = line.indexOf('=');
            lines.put(end < 0 ? line : line.substring(0, end), end < 0 ? "" : line.substring(end + 1));
        });
        return lines;
    }

    private static boolean isComment(String line) {
        return line.isEmpty() || line.startsWith("#") || (line.startsWith("<!--") && line.endsWith("-->"));
    }
}
