package dev.headgate.topology.parse;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Puts the values of the command line into the nodes of the file, before the typed reader sees them. A key that the
 * language does not know is left to that reader, which reports it where it was set.
 */
final class Settings {
    /** Below {@code tiers} and its like stand names, which are never made up. */
    private static final int NAMES = 1;

    private final MappingNode root;
    private final Document document;

    Settings(MappingNode root, Document document) {
        this.root = root;
        this.document = document;
    }

    void apply(List<Setting> settings) {
        settings.forEach(this::apply);
    }

    private void apply(Setting setting) {
        List<String> keys = setting.keys();
        Node node = root;
        for (int depth = 0; depth < keys.size() - 1; depth++) {
            Optional<Node> next = NodePath.child(node, keys.get(depth));
            if (next.isEmpty() && depth != NAMES && node instanceof MappingNode mapping) {
                next = Optional.of(emptyMapping(setting));
                put(mapping, keys.get(depth), next.get(), setting);
            }
            if (next.isEmpty()) {
                unknown(setting, node, keys.get(depth), String.join(".", keys.subList(0, depth)));
                return;
            }
            node = next.get();
        }
        set(node, keys.get(keys.size() - 1), setting);
    }

    private void set(Node parent, String key, Setting setting) {
        ScalarNode value = new ScalarNode(Tag.STR, setting.value(), ScalarStyle.DOUBLE_QUOTED);
        document.wasSet(value, setting);
        if (parent instanceof MappingNode mapping) {
            put(mapping, key, value, setting);
        } else if (parent instanceof SequenceNode sequence && NodePath.index(sequence, key) >= 0) {
            sequence.getValue().set(NodePath.index(sequence, key), value);
        } else {
            unknown(
                    setting,
                    parent,
                    key,
                    setting.path().substring(0, Math.max(0, setting.path().lastIndexOf('.'))));
        }
    }

    private void put(MappingNode mapping, String key, Node value, Setting setting) {
        List<NodeTuple> entries = new ArrayList<>(mapping.getValue());
        for (int index = 0; index < entries.size(); index++) {
            if (NodePath.isKey(entries.get(index).getKeyNode(), key)) {
                entries.set(index, new NodeTuple(entries.get(index).getKeyNode(), value));
                mapping.setValue(entries);
                return;
            }
        }
        ScalarNode name = new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN);
        document.wasSet(name, setting);
        entries.add(new NodeTuple(name, value));
        mapping.setValue(entries);
    }

    private Node emptyMapping(Setting setting) {
        MappingNode mapping = new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
        document.wasSet(mapping, setting);
        return mapping;
    }

    private void unknown(Setting setting, Node parent, String key, String where) {
        List<String> known = keys(parent);
        String place = where.isEmpty() ? "the topology" : "'" + where + "'";
        String remedy = NearestName.of(key, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(known.isEmpty() ? ". Shorten the path." : ". Give one of " + String.join(", ", known) + ".");
        document.report(
                FileRule.UNKNOWN_PATH,
                Source.value(setting.sourceName()).start(),
                "Unknown path '%s': %s has no '%s'%s".formatted(setting.path(), place, key, remedy));
    }

    private static List<String> keys(Node parent) {
        if (parent instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(NodeTuple::getKeyNode)
                    .filter(ScalarNode.class::isInstance)
                    .map(key -> ((ScalarNode) key).getValue())
                    .toList();
        }
        return List.of();
    }
}
