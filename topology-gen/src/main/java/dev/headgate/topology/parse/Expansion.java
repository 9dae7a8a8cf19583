package dev.headgate.topology.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Counts the nodes that a walk through a file would meet, where aliases lead to the same ones again. Used once. */
final class Expansion {
    /** More than a file of the allowed size has without aliases. */
    static final long MOST = 4L << 20;

    private static final long ENDLESS = Long.MAX_VALUE / 4;

    // Nodes compare by identity.
    private final Map<Node, Long> sizes = new HashMap<>();

    private Expansion() {}

    /** Whether the aliases neither multiply without reason nor lead in a circle. */
    static boolean isHarmless(Node root) {
        return new Expansion().size(root) <= MOST;
    }

    private long size(Node node) {
        Long known = sizes.putIfAbsent(node, ENDLESS);
        if (known != null) {
            return known;
        }
        long size = 1 + parts(node).mapToLong(this::size).reduce(0, Expansion::plus);
        sizes.put(node, size);
        return size;
    }

    private static Stream<Node> parts(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream();
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().flatMap(entry -> Stream.of(entry.getKeyNode(), entry.getValueNode()))
                : Stream.empty();
    }

    private static long plus(long sum, long size) {
        return Math.min(sum + size, ENDLESS);
    }
}
