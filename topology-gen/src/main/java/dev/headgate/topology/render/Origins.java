package dev.headgate.topology.render;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.Placement;
import java.util.Optional;

/** Where in the topology a rendered component comes from. Immutable. */
record Origins(Placement placement) {
    /**
     * The place of what made a key of a component; of what made the component, where nothing makes the key alone.
     *
     * @param component the source, channel or sink; of what is within one, that one
     */
    Location of(Agent agent, ComponentKind kind, String component, String key) {
        return new RawKeys(placement.topology(), agent)
                .at(kind, component, key)
                .or(() -> kind == ComponentKind.SINK ? store(agent, component, key) : Optional.empty())
                .or(() -> kind == ComponentKind.SOURCE ? stream(component) : Optional.empty())
                .orElseGet(() -> tier(agent, kind));
    }

    private static Optional<Location> store(Agent agent, String component, String key) {
        return agent.sinks().stream()
                .filter(sink -> sink.name().equals(component))
                .filter(AgentSink.ToStore.class::isInstance)
                .map(sink -> ((AgentSink.ToStore) sink).at(key))
                .findFirst();
    }

    private Optional<Location> stream(String component) {
        return placement.topology().streams().stream()
                .filter(stream -> stream.name().value().equals(component))
                .map(Origins::at)
                .findFirst();
    }

    private Location tier(Agent agent, ComponentKind kind) {
        Tier tier = placement.topology().tier(agent.tier());
        return kind == ComponentKind.CHANNEL ? tier.channel().at() : tier.name().at();
    }

    private static Location at(EventStream stream) {
        return stream.sending() instanceof Sending.Tail tail
                ? tail.files().at()
                : stream.name().at();
    }
}
