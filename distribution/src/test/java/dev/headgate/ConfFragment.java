package dev.headgate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Part of a flume.conf, as documents show it, made into a whole agent. */
final class ConfFragment {
    private static final Pattern KEY =
            Pattern.compile("^([^.\\s]+)\\.(sources|sinks)\\.([^.\\s]+)\\.", Pattern.MULTILINE);
    private static final Pattern CHANNEL =
            Pattern.compile("^([^.\\s]+)\\.(?:sources|sinks)\\.[^.\\s]+\\.channels? = (\\S+)", Pattern.MULTILINE);

    private ConfFragment() {}

    /** The text behind what it leaves out: the lists of components, a source, a sink, a journal. */
    static String complete(String fragment) {
        Map<String, Set<String>> lists = new LinkedHashMap<>();
        KEY.matcher(fragment).results().forEach(key -> lists.computeIfAbsent(
                        key.group(1) + "." + key.group(2), none -> new LinkedHashSet<>())
                .add(key.group(3)));
        StringBuilder whole = new StringBuilder(fragment);
        CHANNEL.matcher(fragment).results().limit(1).forEach(used -> {
            String agent = used.group(1);
            String channel = used.group(2);
            if (!lists.containsKey(agent + ".sources")) {
                lists.put(agent + ".sources", Set.of("shown-elsewhere"));
                whole.append("%1$s.sources.shown-elsewhere.type = seq%n%1$s.sources.shown-elsewhere.channels = %2$s%n"
                        .formatted(agent, channel));
            }
            if (!lists.containsKey(agent + ".sinks")) {
                lists.put(agent + ".sinks", Set.of("shown-elsewhere"));
                whole.append("%1$s.sinks.shown-elsewhere.type = logger%n%1$s.sinks.shown-elsewhere.channel = %2$s%n"
                        .formatted(agent, channel));
            }
            if (!fragment.contains(agent + ".channels." + channel + ".type")) {
                lists.put(agent + ".channels", Set.of(channel));
                whole.append(
                        "%1$s.channels.%2$s.type = dev.headgate.channel.journal.JournalChannel%n%1$s.channels.%2$s.directories = /var/lib/flume/%2$s%n"
                                .formatted(agent, channel));
            }
        });
        String missing = lists.entrySet().stream()
                .filter(list -> !fragment.contains(list.getKey() + " = "))
                .map(list -> list.getKey() + " = " + String.join(" ", list.getValue()) + "\n")
                .collect(Collectors.joining());
        return missing + whole;
    }
}
