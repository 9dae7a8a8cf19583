package dev.headgate.topology.parse;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.TopologyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Lays what an environment of the file says over the rest of it, before the typed reader sees it: mappings are merged, other
 * values replaced, and a key without a value is taken away.
 */
final class Environments {
    static final String KEY = "environments";

    private final MappingNode root;
    private final Document document;

    Environments(MappingNode root, Document document) {
        this.root = root;
        this.document = document;
    }

    /** Their names, in the order of the file. */
    List<String> names() {
        return NodePath.child(root, KEY)
                .filter(MappingNode.class::isInstance)
                .map(node -> ((MappingNode) node)
                        .getValue().stream()
                                .map(NodeTuple::getKeyNode)
                                .filter(ScalarNode.class::isInstance)
                                .map(key -> ((ScalarNode) key).getValue())
                                .toList())
                .orElse(List.of());
    }

    /** Makes the file that of one environment. */
    void choose(@Nullable String environment, Location start) {
        Optional<NodeTuple> entry = NodePath.entry(root, List.of(KEY));
        if (entry.isPresent()) {
            Optional<NodeTuple> chosen = chosen(entry.get(), environment);
            List<NodeTuple> rest = new ArrayList<>(root.getValue());
            rest.removeIf(tuple -> NodePath.isKey(tuple.getKeyNode(), KEY));
            root.setValue(rest);
            chosen.ifPresent(overrides -> over(root, overrides));
        } else if (environment != null) {
            report(
                    start,
                    "Unknown environment '%s': the file has no 'environments'. Leave --environment out."
                            .formatted(environment));
        }
    }

    private Optional<NodeTuple> chosen(NodeTuple entry, @Nullable String environment) {
        if (!(entry.getValueNode() instanceof MappingNode all)) {
            document.report(
                    FileRule.WRONG_SHAPE,
                    document.at(entry.getValueNode()),
                    "Bad value for environments: it takes keys of its own. Write the name of each environment below it.");
            return Optional.empty();
        }
        Location at = document.at(entry.getKeyNode());
        String names = names().isEmpty() ? "none" : String.join(", ", names());
        if (environment == null) {
            report(at, "No environment is chosen: the file is for %s. Give one by --environment.".formatted(names));
            return Optional.empty();
        }
        Optional<NodeTuple> chosen = NodePath.entry(all, List.of(environment));
        if (chosen.isEmpty()) {
            String remedy = NearestName.of(environment, names())
                    .map(nearest -> "; did you mean '" + nearest + "'?")
                    .orElse(". Give one of " + names + ".");
            report(at, "Unknown environment '%s': the file has no such%s".formatted(environment, remedy));
        }
        return chosen;
    }

    private void over(MappingNode base, NodeTuple environment) {
        ValueType.NAME.read(new Value(environment.getKeyNode(), "the name of an environment", document));
        Node overrides = environment.getValueNode();
        if (overrides instanceof MappingNode mapping) {
            merge(base, mapping);
        } else if (!isNothing(overrides)) {
            document.report(
                    FileRule.WRONG_SHAPE,
                    document.at(overrides),
                    "Bad value for an environment: it takes keys of its own, as they stand at the top. Write 'key: value' below it.");
        }
    }

    private void merge(MappingNode base, MappingNode overrides) {
        List<NodeTuple> merged = new ArrayList<>(base.getValue());
        for (NodeTuple override : overrides.getValue()) {
            int index = index(merged, override.getKeyNode());
            if (index < 0) {
                merged.add(override);
            } else if (isNothing(override.getValueNode())) {
                merged.remove(index);
            } else {
                merged.set(index, merged(merged.get(index), override));
            }
        }
        base.setValue(merged);
    }

    private NodeTuple merged(NodeTuple base, NodeTuple override) {
        if (base.getValueNode() instanceof MappingNode mapping
                && override.getValueNode() instanceof MappingNode overrides) {
            // A copy: the mapping may stand elsewhere too, by an alias.
            MappingNode copy = new MappingNode(
                    mapping.getTag(),
                    true,
                    new ArrayList<>(mapping.getValue()),
                    mapping.getFlowStyle(),
                    mapping.getStartMark(),
                    mapping.getEndMark());
            merge(copy, overrides);
            return new NodeTuple(base.getKeyNode(), copy);
        }
        return new NodeTuple(base.getKeyNode(), override.getValueNode());
    }

    private static int index(List<NodeTuple> entries, Node key) {
        for (int index = 0; index < entries.size(); index++) {
            if (key instanceof ScalarNode scalar
                    && NodePath.isKey(entries.get(index).getKeyNode(), scalar.getValue())) {
                return index;
            }
        }
        return -1;
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty() || Value.isNull(scalar.getValue()));
    }

    private void report(Location at, String message) {
        document.report(TopologyRule.UNKNOWN_ENVIRONMENT, at, message);
    }
}
