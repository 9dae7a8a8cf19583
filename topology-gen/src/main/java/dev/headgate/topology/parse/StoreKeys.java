package dev.headgate.topology.parse;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Option;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Raw;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of a store that are its sink's own, as the sink has declared them. A key that stands for many, such as {@code cell.},
 * is a mapping: {@code cell: { e.body: body }}. Their values are checked where the sink's declaration is, so only their names and
 * shapes are looked at here. Immutable.
 *
 * @param sinks the declarations, by the word for the kind of store
 */
public record StoreKeys(Map<String, ComponentOptions> sinks) {
    /** Where no sink is known. */
    public static final StoreKeys NONE = new StoreKeys(Map.of());

    /** What the language says in words of its own. */
    private static final List<String> SAID_OTHERWISE = List.of("roll-age");

    public StoreKeys {
        sinks = Map.copyOf(sinks);
    }

    /** The options that a store of the kind may give. */
    List<Option<?>> options(String kind) {
        return Optional.ofNullable(sinks.get(kind)).map(ComponentOptions::options).orElse(List.of()).stream()
                .filter(option -> !RawReader.isTaken(option.name()) && !SAID_OTHERWISE.contains(option.name()))
                .toList();
    }

    /** How an option is called in a store. */
    static String name(Option<?> option) {
        return option.isPrefix() ? option.name().substring(0, option.name().length() - 1) : option.name();
    }

    /** The keys that the store gives, those below {@code raw} too. */
    Raw read(String kind, Section section) {
        Raw raw = RawReader.read(section);
        Reading reading = new Reading(section, new LinkedHashMap<>(raw.keys()), new LinkedHashMap<>(raw.places()));
        List<Option<?>> options = options(kind);
        options.forEach(option -> section.know(name(option)));
        for (Section.Entry entry : section.entries()) {
            boolean isMapping = entry.value().node() instanceof MappingNode;
            options.stream()
                    .filter(option -> isFor(option, entry.key()))
                    .min(Comparator.comparing(option -> option.isPrefix() != isMapping))
                    .ifPresent(option -> {
                        section.know(entry.key());
                        reading.value(option, entry);
                    });
        }
        return new Raw(reading.keys, reading.places);
    }

    private static boolean isFor(Option<?> option, String key) {
        return option.isPrefix()
                ? key.equals(name(option)) || key.startsWith(option.name())
                : option.name().equals(key) || option.formerNames().contains(key);
    }

    /** What was read so far. */
    private record Reading(Section section, Map<String, String> keys, Map<String, Location> places) {
        void value(Option<?> option, Section.Entry entry) {
            String key = entry.key();
            boolean isMany = option.isPrefix() && key.equals(name(option));
            if (isMany && entry.value().node() instanceof MappingNode mapping) {
                below(option.name(), mapping, entry.value());
            } else if (isMany) {
                section.wrongShape(entry.value(), "keys of its own", "Write 'key: value' below it");
            } else if (entry.value().node() instanceof SequenceNode && option.isList()) {
                put(key, entry.at(), list(entry.value()));
            } else {
                put(key, entry.at(), entry.value().textWithSecrets());
            }
        }

        private void below(String prefix, MappingNode mapping, Value whole) {
            for (NodeTuple tuple : mapping.getValue()) {
                Value name = new Value(tuple.getKeyNode(), whole.label(), whole.document());
                if (!(tuple.getKeyNode() instanceof ScalarNode word)) {
                    name.text();
                    continue;
                }
                String key = prefix + word.getValue();
                Value value =
                        new Value(tuple.getValueNode(), "key '" + key + "' in " + section.label(), whole.document());
                if (tuple.getValueNode() instanceof MappingNode deeper) {
                    below(key + ".", deeper, value);
                } else {
                    put(key, name.at(), value.textWithSecrets());
                }
            }
        }

        private static Optional<String> list(Value value) {
            List<String> texts = value.items().stream()
                    .flatMap(item -> item.textWithSecrets().stream().filter(text -> {
                        if (text.contains(",")) {
                            item.bad(text, "a comma divides the parts of a list. Give each part by itself");
                        }
                        return !text.contains(",");
                    }))
                    .toList();
            return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", texts));
        }

        private void put(String key, Location at, Optional<String> text) {
            text.ifPresent(value -> {
                if (keys.putIfAbsent(key, value) != null) {
                    section.twice(key, at);
                }
                places.putIfAbsent(key, at);
            });
        }
    }
}
