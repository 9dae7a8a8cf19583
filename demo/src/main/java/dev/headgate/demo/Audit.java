package dev.headgate.demo;

import dev.headgate.demo.Ledger.Digest;
import dev.headgate.testbed.Landed;
import dev.headgate.testbed.StoreReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares what landed in a store with what was sent to it.
 *
 * <p>An event is known by its origin and sequence: a second one with the same two is a duplicate. What is left after
 * them is compared line by line, so that two events with the same line are told apart, and a lost one cannot hide behind
 * a repeated one.
 */
final class Audit {
    private final Map<Digest, Integer> open;
    private final Set<Digest> identities = new HashSet<>();
    private final long sent;
    private long landed;
    private long duplicated;

    /**
     * Begins an audit.
     *
     * @param sent how often each line was sent
     */
    Audit(Map<Digest, Integer> sent) {
        this.open = new HashMap<>(sent);
        this.sent = sent.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The result for a store. */
    static Result of(String store, Map<Digest, Integer> sent, StoreReader reader) throws IOException {
        Audit audit = new Audit(sent);
        reader.read(audit::landed);
        return audit.result(store);
    }

    void landed(Landed event) {
        landed++;
        Digest line = Digest.of(event.body());
        boolean isFirst = identities.add(Digest.of(event.origin() + "\n" + event.sequence()));
        if (isFirst && open.getOrDefault(line, 0) > 0) {
            open.merge(line, -1, Integer::sum);
        } else {
            duplicated++;
        }
    }

    Result result(String store) {
        long missing = open.values().stream().mapToLong(Integer::longValue).sum();
        return new Result(store, sent, landed, missing, duplicated);
    }

    /**
     * What is said of a store.
     *
     * @param sent events that were sent to it
     * @param landed events that are in it
     * @param missing events that were sent and are not in it
     * @param duplicated events that are in it once more than they were sent
     */
    record Result(String store, long sent, long landed, long missing, long duplicated) {}
}
