package dev.headgate.topology.render;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Raw;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that the topology gives as Flume takes them, put into the text of an agent's flume.conf. */
record RawKeys(Topology topology, Agent agent) {
    /** The text with each key in its component: in the place of what was rendered for it, or behind the component's others. */
    String into(String conf) {
        List<String> lines = new ArrayList<>(Arrays.asList(conf.split("\n", -1)));
        agent.sources().forEach(source -> into(lines, ComponentKind.SOURCE, "sources", source.name()));
        agent.channels().forEach(channel -> into(lines, ComponentKind.CHANNEL, "channels", channel.name()));
        agent.sinks().forEach(sink -> into(lines, ComponentKind.SINK, "sinks", sink.name()));
        return String.join("\n", lines);
    }

    /** Where the topology gives a component's key so. */
    Optional<Location> at(ComponentKind kind, String component, String key) {
        return of(kind, component).stream().flatMap(raw -> raw.at(key).stream()).reduce((first, last) -> last);
    }

    private void into(List<String> lines, ComponentKind kind, String group, String component) {
        Map<String, String> keys = new LinkedHashMap<>();
        of(kind, component).forEach(raw -> keys.putAll(raw.keys()));
        String prefix = agent.name() + "." + group + "." + component + ".";
        keys.forEach((key, value) -> {
            String line = prefix + key + " = " + PropertiesOutputFormat.INSTANCE.escapePlainText(value);
            int last = -1;
            for (int index = 0; index < lines.size(); index++) {
                if (lines.get(index).startsWith(prefix + key + " = ")) {
                    lines.set(index, line);
                    return;
                }
                last = lines.get(index).startsWith(prefix) ? index : last;
            }
            lines.add(last + 1, line);
        });
    }

    /** What holds for the component; a later one wins. */
    private List<Raw> of(ComponentKind kind, String component) {
        boolean isOnAppServer = agent.tier().equals(Agent.TAIL);
        // Nobody knows any more which keys a tier had that is gone.
        boolean isKnown = isOnAppServer
                || topology.tiers().stream()
                        .anyMatch(tier -> tier.name().value().equals(agent.tier()));
        Tier.RawKeys keys = isKnown ? topology.tier(agent.tier()).raw() : Tier.RawKeys.NONE;
        return switch (kind) {
            case SOURCE -> {
                List<Raw> raw = new ArrayList<>();
                if (!isOnAppServer) {
                    raw.add(keys.source());
                }
                stream(component).ifPresent(stream -> raw.add(stream.sending().raw()));
                yield raw;
            }
            case CHANNEL -> List.of(keys.channel());
            case SINK ->
                agent.sinks().stream()
                        .filter(sink -> sink.name().equals(component))
                        .map(sink -> sink instanceof AgentSink.ToStore store
                                ? store.store().raw()
                                : keys.sink())
                        .toList();
            case INTERCEPTOR, MONITOR -> List.of();
        };
    }

    private Optional<EventStream> stream(String source) {
        return agent.sources().stream()
                .filter(candidate -> candidate.name().equals(source) && candidate.stream() != null)
                .flatMap(candidate -> topology.streams().stream()
                        .filter(stream -> stream.name().value().equals(candidate.stream())))
                .findFirst();
    }
}
