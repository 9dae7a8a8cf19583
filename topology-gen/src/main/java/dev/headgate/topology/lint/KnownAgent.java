package dev.headgate.topology.lint;

import dev.headgate.topology.conf.ConfAgent;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent of a file and what is known of its components. Immutable. */
final class KnownAgent {
    private final ConfAgent conf;
    private final Map<String, KnownComponent> channels = new LinkedHashMap<>();
    private final List<KnownComponent> sources;
    private final List<KnownComponent> sinks;

    KnownAgent(ConfAgent conf, StockCatalog stock) {
        this.conf = conf;
        known(ConfGroup.CHANNELS, Part.CHANNEL, stock).forEach(channel -> channels.put(channel.name(), channel));
        sources = known(ConfGroup.SOURCES, Part.SOURCE, stock);
        sinks = known(ConfGroup.SINKS, Part.SINK, stock);
    }

    private List<KnownComponent> known(ConfGroup group, Part part, StockCatalog stock) {
        return conf.active(group).stream()
                .map(component -> new KnownComponent(component, stock.find(part, component.type())))
                .toList();
    }

    ConfAgent conf() {
        return conf;
    }

    List<KnownComponent> sources() {
        return sources;
    }

    List<KnownComponent> sinks() {
        return sinks;
    }

    List<KnownComponent> channels() {
        return List.copyOf(channels.values());
    }

    List<ConfComponent> groups() {
        return conf.active(ConfGroup.SINKGROUPS);
    }

    Optional<KnownComponent> channelOf(KnownComponent sink) {
        return sink.conf().find("channel").flatMap(name -> channel(name.value()));
    }

    Optional<KnownComponent> channel(String name) {
        @Nullable KnownComponent channel = channels.get(name);
        return Optional.ofNullable(channel);
    }

    List<KnownComponent> channelsOf(KnownComponent source) {
        return source.conf().words("channels").stream()
                .map(Located::value)
                .flatMap(name -> channel(name).stream())
                .toList();
    }

    List<KnownComponent> sinksOf(KnownComponent channel) {
        return sinks.stream()
                .filter(sink -> sink.conf()
                        .find("channel")
                        .filter(name -> name.value().equals(channel.name()))
                        .isPresent())
                .toList();
    }

    boolean isFilled(KnownComponent channel) {
        return sources.stream().anyMatch(source -> source.conf().words("channels").stream()
                .anyMatch(name -> name.value().equals(channel.name())));
    }
}
