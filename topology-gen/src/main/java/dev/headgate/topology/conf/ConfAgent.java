package dev.headgate.topology.conf;

import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An agent of a flume.conf. Immutable.
 *
 * @param at where it is first named
 * @param lists the names that {@code AGENT.sources} and the like give, each at the list's value
 * @param components those that have keys, in the order of the file
 */
public record ConfAgent(
        String name, Location at, Map<ConfGroup, List<Located<String>>> lists, List<ConfComponent> components) {
    public ConfAgent {
        lists = Map.copyOf(lists);
        components = List.copyOf(components);
    }

    /** The names that are listed, also those without keys. */
    public List<Located<String>> listed(ConfGroup group) {
        return lists.getOrDefault(group, List.of());
    }

    public boolean lists(ConfGroup group, String name) {
        return listed(group).stream().anyMatch(listed -> listed.value().equals(name));
    }

    /** The components of a group that are listed and have keys: those that Flume tries to make. */
    public List<ConfComponent> active(ConfGroup group) {
        return components.stream()
                .filter(component -> component.group() == group && lists(group, component.name()))
                .toList();
    }

    public Optional<ConfComponent> find(ConfGroup group, String name) {
        return active(group).stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }
}
