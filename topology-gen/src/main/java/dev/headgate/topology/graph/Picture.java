package dev.headgate.topology.graph;

import java.util.List;

/**
 * What there is to draw. Immutable.
 *
 * @param boxes column by column, from the app servers to the stores
 * @param ways between boxes
 */
record Picture(String title, String summary, List<Box> boxes, List<Way> ways) {
    Picture {
        boxes = List.copyOf(boxes);
        ways = List.copyOf(ways);
    }

    /** What a box stands for. */
    enum Kind {
        STREAM,
        TIER,
        STORE
    }

    /**
     * A stream, a tier or a store.
     *
     * @param id of letters, digits and underscores, unique in the picture
     * @param column from 0
     * @param facts one line each
     * @param members the agents of a tier; none elsewhere
     */
    record Box(String id, Kind kind, int column, String title, List<String> facts, List<Member> members) {
        Box {
            facts = List.copyOf(facts);
            members = List.copyOf(members);
        }
    }

    /**
     * An agent.
     *
     * @param load of what one agent takes in, from 0
     * @param targets the agents that it sends to, the first one while all is well
     */
    record Member(String name, String host, String rate, double load, List<String> facts, List<String> targets) {
        Member {
            facts = List.copyOf(facts);
            targets = List.copyOf(targets);
        }
    }

    /**
     * What flows from box to box at the peak.
     *
     * @param share of the largest of them, above 0 to 1
     */
    record Way(String from, String to, String label, double share) {}

    int columns() {
        return boxes.stream().mapToInt(Box::column).max().orElse(0) + 1;
    }

    List<Box> column(int column) {
        return boxes.stream().filter(box -> box.column() == column).toList();
    }
}
