package dev.headgate.topology.parse;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds nodes by the keys, or the numbers in a list, that lead to them. */
final class NodePath {
    private NodePath() {}

    /** The entry of a mapping that the keys lead to, or an item of a list, which is key and value of itself. */
    static Optional<NodeTuple> entry(Node root, List<String> keys) {
        Optional<NodeTuple> found = Optional.empty();
        Node node = root;
        for (String key : keys) {
            found = tuple(node, key);
            if (found.isEmpty()) {
                return found;
            }
            node = found.get().getValueNode();
        }
        return found;
    }

    static Optional<Node> child(Node parent, String key) {
        return tuple(parent, key).map(NodeTuple::getValueNode);
    }

    /** The number of an item of the list, -1 where the key is none. */
    static int index(SequenceNode sequence, String key) {
        int index = key.matches("\\d{1,6}") ? Integer.parseInt(key) : -1;
        return index < sequence.getValue().size() ? index : -1;
    }

    static boolean isKey(Node node, String key) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(key);
    }

    /** Hands on the node and all below it; the file has been looked at for aliases that multiply. */
    static void within(Node node, Consumer<Node> use) {
        use.accept(node);
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> within(item, use));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> {
                within(entry.getKeyNode(), use);
                within(entry.getValueNode(), use);
            });
        }
    }

    private static Optional<NodeTuple> tuple(Node parent, String key) {
        if (parent instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(entry -> isKey(entry.getKeyNode(), key))
                    .findFirst();
        }
        if (parent instanceof SequenceNode sequence && index(sequence, key) >= 0) {
            Node item = sequence.getValue().get(index(sequence, key));
            return Optional.of(new NodeTuple(item, item));
        }
        return Optional.empty();
    }
}
