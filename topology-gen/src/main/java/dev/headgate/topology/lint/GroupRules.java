package dev.headgate.topology.lint;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sink groups hold sinks that are there, in one group each, with priorities that Flume reads; and what shares a channel. */
final class GroupRules implements AgentRules {
    private static final String PRIORITY = "processor.priority.";

    /** What sinks write to: those that differ in one of these do not take over for each other. */
    private static final List<String> TARGETS =
            List.of("type", "hdfs.path", "path", "table", "kafka.topic", "topic", "hive.table", "sink.directory");

    @Override
    public void check(KnownAgent agent, Consumer<Problem> report) {
        Map<String, String> groupOf = new HashMap<>();
        for (ConfComponent group : agent.groups()) {
            for (Located<String> sink : group.words("sinks")) {
                member(agent, group, sink, groupOf.putIfAbsent(sink.value(), group.name()), report);
            }
            if (group.words("sinks").isEmpty()) {
                problem(ConfRule.SINK_GROUP, group, "has no 'sinks': Flume drops it. List its sinks.", report);
            }
            if (group.find("processor.type")
                    .filter(type -> type.value().equalsIgnoreCase("failover"))
                    .isPresent()) {
                priorities(group, report);
            }
        }
        agent.channels().forEach(channel -> shared(agent, channel, groupOf, report));
    }

    private static void member(
            KnownAgent agent,
            ConfComponent group,
            Located<String> sink,
            @Nullable String other,
            Consumer<Problem> report) {
        if (other != null) {
            report.accept(new Problem(
                    ConfRule.SINK_GROUP,
                    sink.at(),
                    "Sink '%s' of group '%s' is in group '%s' already: Flume leaves it out here. Take it out of one of them."
                            .formatted(sink.value(), group.name(), other)));
        } else if (agent.conf().find(ConfGroup.SINKS, sink.value()).isEmpty()) {
            report.accept(new Problem(
                    ConfRule.SINK_GROUP,
                    sink.at(),
                    "Sink '%s' of group '%s' is not there: Flume leaves it out. Configure and list it, or take it out of the group."
                            .formatted(sink.value(), group.name())));
        }
    }

    private static void priorities(ConfComponent group, Consumer<Problem> report) {
        Set<String> sinks = group.words("sinks").stream().map(Located::value).collect(Collectors.toSet());
        Set<String> values = new HashSet<>();
        group.entries().forEach((key, entry) -> {
            if (key.startsWith(PRIORITY)) {
                priority(group, key.substring(PRIORITY.length()), entry, sinks, values, report);
            } else if (isPriority(key)) {
                report.accept(new Problem(
                        ConfRule.PRIORITY,
                        entry.key().at(),
                        "Wrong priority key '%s' in sink group '%s': Flume reads 'processor.priority.SINK' alone, and goes by an order of its own. Rename it."
                                .formatted(key, group.name())));
            }
        });
        sinks.stream()
                .filter(sink -> group.find(PRIORITY + sink).isEmpty())
                .sorted()
                .forEach(sink -> problem(
                        ConfRule.PRIORITY,
                        group,
                        "has no priority for sink '%s': Flume makes one up. Add '%s%s'."
                                .formatted(sink, PRIORITY, sink),
                        report));
    }

    /** Whether a key was meant to give a priority. */
    static boolean isPriority(String key) {
        return key.toLowerCase(Locale.ROOT).contains("priorit");
    }

    private static void priority(
            ConfComponent group,
            String sink,
            ConfFile.Entry entry,
            Set<String> sinks,
            Set<String> values,
            Consumer<Problem> report) {
        String wrong = !sinks.contains(sink)
                ? "sink '" + sink + "' is not in the group, so Flume takes no notice of it. Mend the name"
                : !values.add(entry.value().value())
                        ? "another sink has %s too, so Flume leaves this one out. Give it a number of its own"
                                .formatted(entry.value().value())
                        : "";
        if (!wrong.isEmpty()) {
            report.accept(new Problem(
                    ConfRule.PRIORITY,
                    entry.key().at(),
                    "Bad priority of sink '%s' in sink group '%s': %s.".formatted(sink, group.name(), wrong)));
        }
    }

    private static void shared(
            KnownAgent agent, KnownComponent channel, Map<String, String> groupOf, Consumer<Problem> report) {
        List<KnownComponent> sinks = agent.sinksOf(channel);
        long targets = sinks.stream().map(GroupRules::target).distinct().count();
        boolean isGroup = sinks.stream()
                        .map(sink -> groupOf.getOrDefault(sink.name(), "-" + sink.name()))
                        .distinct()
                        .count()
                == 1;
        if (targets > 1 && !isGroup) {
            report.accept(new Problem(
                    ConfRule.SHARED_CHANNEL,
                    sinks.get(1).conf().at("channel"),
                    "Channel '%s' is shared by sinks %s, which write to different places: each event goes to one of them, not to all. Give each a channel of its own, and list all of them in the source's 'channels'."
                            .formatted(
                                    channel.name(),
                                    sinks.stream()
                                            .map(sink -> "'" + sink.name() + "'")
                                            .collect(Collectors.joining(" and ")))));
        }
    }

    private static List<String> target(KnownComponent sink) {
        return TARGETS.stream()
                .map(key -> sink.conf().find(key).map(Located::value).orElse(""))
                .toList();
    }

    private static void problem(Rule rule, ConfComponent group, String what, Consumer<Problem> report) {
        report.accept(new Problem(rule, group.at(), "Sink group '%s' %s".formatted(group.name(), what)));
    }
}
