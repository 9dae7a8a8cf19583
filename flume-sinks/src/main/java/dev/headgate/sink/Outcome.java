package dev.headgate.sink;

import java.util.List;

/**
 * What a store said to the events of a batch; the two together are as many as were written.
 *
 * @param confirmed how many the store has taken
 * @param rejected those that it refuses for their own sake
 */
public record Outcome(int confirmed, List<Rejected> rejected) {
    public Outcome {
        rejected = List.copyOf(rejected);
    }
}
