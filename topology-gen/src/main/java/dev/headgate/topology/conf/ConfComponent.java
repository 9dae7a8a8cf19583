package dev.headgate.topology.conf;

import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component and its keys, or what is configured within one: a selector, an interceptor, a sink processor. Immutable.
 *
 * @param at where its first key stands
 * @param entries by key, without agent, group and name; the last one of a key
 */
public record ConfComponent(ConfGroup group, String name, Location at, Map<String, ConfFile.Entry> entries) {
    public ConfComponent {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key. */
    public Optional<Located<String>> find(String key) {
        ConfFile.@Nullable Entry entry = entries.get(key);
        return Optional.ofNullable(entry).map(ConfFile.Entry::value);
    }

    /** The words of a value, at the place of the value. */
    public List<Located<String>> words(String key) {
        return find(key).map(ConfComponent::words).orElse(List.of());
    }

    static List<Located<String>> words(Located<String> value) {
        return Arrays.stream(value.value().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> new Located<>(word, value.at()))
                .toList();
    }

    /** Where a key stands; the component itself where it does not. */
    public Location at(String key) {
        ConfFile.@Nullable Entry entry = entries.get(key);
        return entry == null ? at : entry.key().at();
    }

    /** What its {@code type} says; empty where it says nothing. */
    public String type() {
        return find("type").map(Located::value).orElse("");
    }

    /** Its keys and values. */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        entries.forEach((key, entry) -> keys.put(key, entry.value().value()));
        return keys;
    }

    /** What stands below a prefix, as a component of that name. */
    public ConfComponent below(String prefix, String inner) {
        Map<String, ConfFile.Entry> own = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), entry);
            }
        });
        Location first =
                own.values().stream().findFirst().map(entry -> entry.key().at()).orElse(at);
        return new ConfComponent(group, inner, first, own);
    }
}
