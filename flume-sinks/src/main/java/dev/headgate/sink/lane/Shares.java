package dev.headgate.sink.lane;

import java.util.Comparator;
import java.util.List;

/**
 * Shares targets among lanes by rendezvous hashing (Thaler and Ravishankar, 1998): each lane has an order of its own, and a
 * target that joins or leaves moves only the lanes that prefer it.
 */
final class Shares {
    private Shares() {}

    /** The targets in the order in which this lane prefers them. */
    static List<Target> order(String lane, List<Target> targets) {
        return targets.stream()
                .distinct()
                .sorted(Comparator.<Target>comparingLong(target -> weight(lane, target))
                        .thenComparing(Target::toString))
                .toList();
    }

    /** Mixes as SplitMix64 does, so that names that differ little get weights that differ much. */
    private static long weight(String lane, Target target) {
        long mixed = ((long) lane.hashCode() << 32) ^ target.toString().hashCode();
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
