package dev.headgate.topology.parse;

import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is known of a file while it is read: where its nodes stand, and the problems so far. Used by one thread, once. */
final class Document {
    private final Source source;
    private final HostFiles hostFiles;
    // Nodes compare by identity.
    private final Map<Node, Source> set = new HashMap<>();
    private final Set<Node> refused = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Document(Source source, HostFiles hostFiles) {
        this.source = source;
        this.hostFiles = hostFiles;
    }

    HostFiles hostFiles() {
        return hostFiles;
    }

    /** Says that a node came from the command line. */
    void wasSet(Node node, Setting setting) {
        set.put(node, Source.value(setting.sourceName()));
    }

    /** Says that what is wrong with a value has been reported. */
    void refuse(Node node) {
        refused.add(node);
    }

    boolean isRefused(Node node) {
        return refused.contains(node);
    }

    /** Says that a node is a part of another. */
    void sameOrigin(Node whole, Node part) {
        if (refused.contains(whole)) {
            refused.add(part);
        }
        Source own = set.get(whole);
        if (own != null) {
            set.put(part, own);
        }
    }

    Location at(Node node) {
        Source own = set.get(node);
        return own != null ? own.start() : node.getStartMark().map(this::at).orElse(source.start());
    }

    Location at(Mark mark) {
        return new Location(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    void report(Rule rule, Location at, String message) {
        problems.add(new Problem(rule, at, message));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
