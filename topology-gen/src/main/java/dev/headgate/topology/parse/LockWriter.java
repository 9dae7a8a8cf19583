package dev.headgate.topology.parse;

import dev.headgate.topology.model.Lock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a lock file: one fact in a line, in an order that no edit changes, so that two branches merge. The same lock gives the
 * same text.
 */
public final class LockWriter {
    /** The version of the form; {@link LockParser} reads no other. */
    static final int VERSION = 1;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./-]*");

    private LockWriter() {}

    /**
     * The text of a lock.
     *
     * @param file the topology's file, without its folder
     */
    public static String write(Lock lock, String file) {
        StringBuilder text = new StringBuilder();
        text.append("# Written by Headgate: what ")
                .append(file.replaceAll("\\p{Cntrl}", "?"))
                .append(" was given. Keep it beside that file in version control; do not edit it.\n");
        text.append("lock: ").append(VERSION).append('\n');
        text.append("topology: ").append(scalar(lock.topology())).append("\n\n");
        text.append("agents:").append(lock.agents().isEmpty() ? " {}\n" : "\n");
        lock.agents().values().forEach(agent -> agent(agent, text));
        text.append("\napp-servers:").append(lock.appServers().isEmpty() ? " {}\n" : "\n");
        lock.appServers().forEach((stream, hosts) -> {
            text.append("  ").append(scalar(stream)).append(":\n");
            hosts.forEach((host, targets) -> text.append("    ")
                    .append(scalar(host))
                    .append(": ")
                    .append(list(targets))
                    .append('\n'));
        });
        return text.toString();
    }

    private static void agent(Lock.Agent agent, StringBuilder text) {
        text.append("  ").append(scalar(agent.name())).append(":\n");
        line(text, "tier", scalar(agent.tier()));
        line(text, "host", scalar(agent.host()));
        line(text, "inputs", ports(agent.inputs()));
        line(text, "metrics", Integer.toString(agent.metrics()));
        line(text, "folder", scalar(agent.folder()));
        line(text, "heap", agent.heap().toString());
        text.append("    channels:\n");
        agent.channels().forEach((name, channel) -> text.append("      ")
                .append(scalar(name))
                .append(": { kind: ")
                .append(channel.kind().word())
                .append(", capacity: ")
                .append(channel.capacity())
                .append(", bytes: ")
                .append(channel.bytes())
                .append(" }\n"));
        if (!agent.targets(Lock.HOP).isEmpty()) {
            line(text, "targets", list(agent.targets(Lock.HOP)));
        }
        String others = agent.lanes().entrySet().stream()
                .filter(lane -> !lane.getKey().equals(Lock.HOP))
                .map(lane -> scalar(lane.getKey()) + ": " + list(lane.getValue()))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            line(text, "lanes", "{ " + others + " }");
        }
        if (agent.draining()) {
            line(text, "draining", "true");
        }
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private static String ports(Map<String, Integer> ports) {
        return ports.isEmpty()
                ? "{}"
                : ports.entrySet().stream()
                        .map(port -> scalar(port.getKey()) + ": " + port.getValue())
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String list(List<String> names) {
        return names.stream().map(LockWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The text as YAML takes it for itself: names and plain paths as they are, all else quoted. */
    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !text.equals("null")) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
