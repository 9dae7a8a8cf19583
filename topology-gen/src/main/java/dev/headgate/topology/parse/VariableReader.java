package dev.headgate.topology.parse;

import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.TopologyRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts the values of variables, <code>${NAME}</code> or <code>${NAME:-default}</code>, into the values of the file before the
 * typed reader sees them. Keys stay as they are, and so does what has another form.
 */
final class VariableReader {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

    private final Variables variables;
    private final Document document;
    // Nodes compare by identity.
    private final Map<Node, Node> read = new HashMap<>();

    VariableReader(Variables variables, Document document) {
        this.variables = variables;
        this.document = document;
    }

    /** The node with its variables replaced; mappings and lists are changed in place. */
    Node replace(Node node) {
        Node known = read.get(node);
        if (known != null) {
            return known;
        }
        Node replaced = node instanceof ScalarNode scalar ? scalar(scalar) : node;
        read.put(node, replaced);
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().replaceAll(this::replace);
        } else if (node instanceof MappingNode mapping) {
            List<NodeTuple> entries = new ArrayList<>();
            mapping.getValue()
                    .forEach(entry -> entries.add(new NodeTuple(entry.getKeyNode(), replace(entry.getValueNode()))));
            mapping.setValue(entries);
        }
        return replaced;
    }

    private ScalarNode scalar(ScalarNode node) {
        Matcher found = VARIABLE.matcher(node.getValue());
        StringBuilder text = new StringBuilder();
        boolean isWhole = true;
        while (found.find()) {
            Optional<String> value = variables
                    .value(found.group(1))
                    .filter(given -> !given.isEmpty())
                    .or(() -> Optional.ofNullable(found.group(3)));
            if (value.isEmpty()) {
                unknown(node, found.group(), found.group(1));
                isWhole = false;
            }
            found.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
        }
        if (isWhole && text.isEmpty()) {
            return node;
        }
        found.appendTail(text);
        ScalarNode replaced = new ScalarNode(
                node.getTag(), true, text.toString(), node.getScalarStyle(), node.getStartMark(), node.getEndMark());
        document.sameOrigin(node, replaced);
        if (!isWhole) {
            document.refuse(replaced);
        }
        return replaced;
    }

    private void unknown(ScalarNode node, String whole, String name) {
        Location at = document.at(node).onward(whole);
        document.report(
                TopologyRule.UNKNOWN_VARIABLE,
                at,
                "Unknown variable '%s': this command's environment has none of that name. Set it, or give a default, as in ${%s:-value}."
                        .formatted(name, name));
    }
}
