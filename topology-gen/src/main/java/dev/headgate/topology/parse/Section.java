package dev.headgate.topology.parse;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of the file, read key by key; {@link #finish} reports what was not asked for. Used by one thread, once.
 */
final class Section {
    private final MappingNode node;
    private final String label;
    private final Location at;
    private final Document document;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    /**
     * @param label how messages name it, such as {@code tier 'edge'}
     * @param at where a key that is missing is reported
     */
    Section(MappingNode node, String label, Location at, Document document) {
        this.node = node;
        this.label = label;
        this.at = at;
        this.document = document;
        node.getValue().forEach(this::add);
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            document.report(
                    FileRule.WRONG_SHAPE,
                    document.at(entry.getKeyNode()),
                    "Bad key in %s: it is not a single word. Write 'key: value'.".formatted(label));
            return;
        }
        NodeTuple first = entries.putIfAbsent(key.getValue(), entry);
        if (first != null) {
            document.report(
                    FileRule.DUPLICATE_KEY,
                    document.at(key),
                    "Key '%s' stands twice in %s: line %d has it first. Keep one."
                            .formatted(
                                    key.getValue(),
                                    label,
                                    document.at(first.getKeyNode()).line()));
        }
    }

    String label() {
        return label;
    }

    Location at() {
        return at;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The key's value; its default where it is not given, its placeholder where that was reported. */
    <T> Located<T> read(Key<T> key) {
        return find(key).orElseGet(() -> {
            if (key.isRequired()) {
                missing(key.name(), key.sentence());
            }
            return standIn(key);
        });
    }

    /** The default of a key that would stand in a mapping which is not given. */
    <T> Located<T> standIn(Key<T> key) {
        T fallback = key.fallback();
        return new Located<>(fallback == null ? key.type().placeholder() : fallback, at);
    }

    /** The key's value, where it is given. */
    <T> Optional<Located<T>> find(Key<T> key) {
        return take(key.name()).map(entry -> {
            Value value = new Value(entry.getValueNode(), "key '" + key.name() + "' in " + label, document);
            return new Located<>(key.type().read(value).orElse(key.type().placeholder()), value.at());
        });
    }

    /** The mapping below the key; nothing where it is not given or no mapping. */
    Optional<Section> section(String key, String itsLabel) {
        return take(key).flatMap(entry -> child(entry.getKeyNode(), entry.getValueNode(), itsLabel));
    }

    /** The mappings of a list. */
    List<Section> list(Shape.Part part, String itsLabel) {
        Optional<NodeTuple> entry = take(part.name());
        if (entry.isEmpty()) {
            return List.of();
        }
        if (!(entry.get().getValueNode() instanceof SequenceNode sequence)) {
            wrongShape(
                    entry.get().getValueNode(),
                    "key '" + part.name() + "' in " + label,
                    "a list",
                    "Begin each entry with '- '");
            return List.of();
        }
        if (part.isRequired() && sequence.getValue().isEmpty()) {
            nothing(part, document.at(entry.get().getKeyNode()));
        }
        return sequence.getValue().stream()
                .flatMap(item -> child(item, item, itsLabel).stream())
                .toList();
    }

    /** The mappings below this one, each under a name of its own. */
    List<Named> named(String kind) {
        return named(ValueType.NAME, kind);
    }

    /** The mappings below this one, each under a name of that form. */
    List<Named> named(ValueType<String> form, String kind) {
        List<Named> sections = new ArrayList<>();
        entries.values().forEach(entry -> {
            Value name = new Value(entry.getKeyNode(), "the name of a " + kind + " in " + label, document);
            form.read(name).ifPresent(text -> child(entry.getKeyNode(), entry.getValueNode(), kind + " '" + text + "'")
                    .ifPresent(section -> sections.add(new Named(new Located<>(text, name.at()), section))));
        });
        return sections;
    }

    /** All keys and values below this one, whatever the keys are. */
    List<Entry> entries() {
        return entries.entrySet().stream()
                .map(entry -> new Entry(
                        entry.getKey(),
                        document.at(entry.getValue().getKeyNode()),
                        new Value(
                                entry.getValue().getValueNode(), "key '" + entry.getKey() + "' in " + label, document)))
                .toList();
    }

    /** Where the entry that the keys lead to stands, and all within it; nothing where they lead nowhere. */
    Optional<Set<Location>> placesBelow(List<String> path) {
        return NodePath.entry(node, path).map(entry -> {
            Set<Location> places = new HashSet<>();
            NodePath.within(entry.getKeyNode(), found -> places.add(document.at(found)));
            NodePath.within(entry.getValueNode(), found -> places.add(document.at(found)));
            return Set.copyOf(places);
        });
    }

    /** The values below this one, each under a name of that form. */
    <T> Map<String, Located<T>> each(ValueType<String> form, ValueType<T> type, String kind) {
        Map<String, Located<T>> values = new LinkedHashMap<>();
        entries.values().forEach(entry -> {
            Value name = new Value(entry.getKeyNode(), "the name of a " + kind + " in " + label, document);
            form.read(name).ifPresent(text -> {
                Value value = new Value(entry.getValueNode(), kind + " '" + text + "' in " + label, document);
                type.read(value).ifPresent(read -> values.put(text, new Located<>(read, value.at())));
            });
        });
        return values;
    }

    /** Says that the section may have the key. */
    void know(String key) {
        known.add(key);
    }

    /** Says that a value is of another shape than its key takes. */
    void wrongShape(Value value, String wanted, String remedy) {
        wrongShape(value.node(), value.label(), wanted, remedy);
    }

    /** Says that a key is given in two ways. */
    void twice(String key, Location place) {
        document.report(
                FileRule.DUPLICATE_KEY,
                place,
                "Key '%s' is given twice in %s: once of its own and once within another key. Keep one."
                        .formatted(key, label));
    }

    /** Reports every key that nobody asked for. */
    void finish() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                unknown(key, entry.getKeyNode());
            }
        });
    }

    void missing(String key, String sentence) {
        document.report(
                FileRule.MISSING_KEY,
                at,
                "Missing key '%s' in %s: it is required. Add it: %s".formatted(key, label, sentence));
    }

    /** Says that a part which needs an entry has none. */
    void nothing(Shape.Part part, Location place) {
        document.report(
                FileRule.MISSING_KEY,
                place,
                "Nothing in %s: at least one is wanted. Add it: %s".formatted(part.name(), part.sentence()));
    }

    void report(Rule rule, Location place, String message) {
        document.report(rule, place, message);
    }

    private Optional<NodeTuple> take(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    private Optional<Section> child(Node key, @Nullable Node value, String itsLabel) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, itsLabel, document.at(key), document));
        }
        wrongShape(value == null ? key : value, itsLabel, "keys of its own", "Write 'key: value' below it");
        return Optional.empty();
    }

    private void wrongShape(Node node, String what, String wanted, String remedy) {
        document.report(
                FileRule.WRONG_SHAPE,
                document.at(node),
                "Bad value for %s: it takes %s. %s.".formatted(what, wanted, remedy));
    }

    private void unknown(String key, Node node) {
        String remedy = NearestName.of(key, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(". Give one of " + String.join(", ", known) + ".");
        document.report(
                FileRule.UNKNOWN_KEY,
                document.at(node),
                "Unknown key '%s' in %s: it has no such key%s".formatted(key, label, remedy));
    }

    /** A mapping under a name that the user gave it. */
    record Named(Located<String> name, Section section) {}

    /** A key and its value. */
    record Entry(String key, Location at, Value value) {}
}
