package dev.headgate.topology.lint;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.conf.ConfAgent;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import java.util.List;
import java.util.function.Consumer;

/** What is listed is there, what is there is listed, and each channel has two ends. */
final class WiringRules implements AgentRules {
    @Override
    public void check(KnownAgent agent, Consumer<Problem> report) {
        for (ConfGroup group : ConfGroup.values()) {
            lists(agent.conf(), group, report);
        }
        if (agent.conf().listed(ConfGroup.CHANNELS).isEmpty()) {
            report.accept(new Problem(
                    ConfRule.NOT_CONFIGURED,
                    agent.conf().at(),
                    "Agent '%s' lists no channels: Flume drops the whole agent. Add '%s.channels = NAME'."
                            .formatted(agent.conf().name(), agent.conf().name())));
        }
        agent.sources().forEach(source -> channels(agent, source, "channels", report));
        agent.sinks().forEach(sink -> channels(agent, sink, "channel", report));
        agent.sources().forEach(source -> selected(source, report));
        agent.channels().forEach(channel -> ends(agent, channel, report));
    }

    private static void lists(ConfAgent agent, ConfGroup group, Consumer<Problem> report) {
        for (Located<String> name : agent.listed(group)) {
            if (agent.find(group, name.value()).isEmpty()) {
                report.accept(new Problem(
                        ConfRule.NOT_CONFIGURED,
                        name.at(),
                        "%s '%s' of agent '%s' has no keys: Flume drops it and runs on. Configure it, or take it off the list."
                                .formatted(capital(group.label()), name.value(), agent.name())));
            }
        }
        for (ConfComponent component : agent.components()) {
            if (component.group() == group && !agent.lists(group, component.name())) {
                report.accept(new Problem(
                        ConfRule.NOT_LISTED,
                        component.at(),
                        "%s '%s' is not in '%s.%s': Flume does not make it. Put it on the list%s."
                                .formatted(
                                        capital(group.label()),
                                        component.name(),
                                        agent.name(),
                                        group.key(),
                                        near(component.name(), names(agent, group)))));
            }
        }
    }

    private static void channels(KnownAgent agent, KnownComponent component, String key, Consumer<Problem> report) {
        List<Located<String>> named = component.conf().words(key);
        if (named.isEmpty()) {
            dangling(component, component.conf().at(), "has no '" + key + "'", agent, report);
        }
        named.stream()
                .filter(name -> !agent.conf().lists(ConfGroup.CHANNELS, name.value()))
                .forEach(name -> dangling(
                        component,
                        name.at(),
                        "names channel '" + name.value() + "', which agent '"
                                + agent.conf().name() + "' does not have"
                                + near(name.value(), names(agent.conf(), ConfGroup.CHANNELS)),
                        agent,
                        report));
    }

    private static void dangling(
            KnownComponent component, Location at, String what, KnownAgent agent, Consumer<Problem> report) {
        List<String> there = names(agent.conf(), ConfGroup.CHANNELS);
        report.accept(new Problem(
                ConfRule.DANGLING_CHANNEL,
                at,
                "%s %s: Flume drops %s. Give one of %s."
                        .formatted(
                                capital(component.label()),
                                what,
                                component.conf().group() == ConfGroup.SINKS ? "the sink" : "what has no channel left",
                                there.isEmpty() ? "the agent's channels" : String.join(", ", there))));
    }

    /** A selector may only choose among the channels of its source. */
    private static void selected(KnownComponent source, Consumer<Problem> report) {
        List<String> own =
                source.conf().words("channels").stream().map(Located::value).toList();
        source.conf().entries().forEach((key, entry) -> {
            if (key.startsWith("selector.mapping.")
                    || key.startsWith("selector.optional")
                    || key.equals("selector.default")) {
                source.conf().words(key).stream()
                        .filter(name -> !own.contains(name.value()))
                        .forEach(name -> report.accept(new Problem(
                                ConfRule.DANGLING_CHANNEL,
                                name.at(),
                                "Selector of %s names channel '%s', which is not in its 'channels': Flume drops the source. Add it there, or take it out here."
                                        .formatted(source.label(), name.value()))));
            }
        });
    }

    private static void ends(KnownAgent agent, KnownComponent channel, Consumer<Problem> report) {
        boolean isFilled = agent.isFilled(channel);
        boolean isEmptied = !agent.sinksOf(channel).isEmpty();
        boolean standsAlone = channel.isOf("org.apache.flume.channel.kafka.KafkaChannel");
        if (!isEmptied && !standsAlone) {
            report.accept(new Problem(
                    ConfRule.IDLE_CHANNEL,
                    channel.conf().at(),
                    "Channel '%s' has no sink: it fills, and then its sources are refused. Give it a sink, or remove it."
                            .formatted(channel.name())));
        } else if (!isFilled && !standsAlone) {
            report.accept(new Problem(
                    ConfRule.IDLE_CHANNEL,
                    channel.conf().at(),
                    "Channel '%s' has no source: nothing will ever be in it. Give it a source, or remove it."
                            .formatted(channel.name())));
        }
    }

    private static List<String> names(ConfAgent agent, ConfGroup group) {
        return agent.listed(group).stream().map(Located::value).toList();
    }

    private static String near(String name, List<String> known) {
        return NearestName.of(name, known)
                .map(near -> " (did you mean '" + near + "'?)")
                .orElse("");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
