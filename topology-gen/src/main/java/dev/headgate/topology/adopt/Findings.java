package dev.headgate.topology.adopt;

import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** What of the files has no place in a topology, so far. Used by one thread. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Notes something that is left out, or stands in the topology otherwise.
     *
     * @param what as the begin of a sentence
     * @param why and what to do
     */
    void leftOut(Location at, String what, String why) {
        problems.add(new Problem(ConfRule.DOES_NOT_FIT, at, what + ": " + why));
    }

    List<Problem> problems() {
        return problems.stream().distinct().toList();
    }
}
