package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What agents have that stand already, and what of it they keep: whatever still fits and is not far too large, so that a small
 * edit changes no channel and no heap. A channel shrinks only when a quarter of it would do: it is a bound and no cost, and an
 * agent has to be asked before it shrinks.
 *
 * @param agents those that the tier may keep
 */
record Standing(List<Lock.Agent> agents) {
    private static final long STEP_OF_HEAP = 64L << 20;
    private static final long SHRINKS_AT = 4;

    /** The agents of a tier that its pool still has room for. */
    static Standing of(Lock lock, Tier tier) {
        return new Standing(tier.pool().roomFor(lock.standing(tier.name().value())));
    }

    /** The largest channel of that name and kind that was given out. */
    Optional<Lock.Channel> channel(String name, ChannelSize need) {
        return agents.stream()
                .flatMap(agent -> Optional.ofNullable(agent.channels().get(name)).stream())
                .filter(given -> given.kind() == need.kind())
                .max(Comparator.comparingLong(Lock.Channel::capacity)
                        .thenComparing(channel -> channel.bytes().bytes()));
    }

    /** The one that is needed, with no less room for events and for bytes than was given out, unless that is far too much. */
    ChannelSize keep(String name, ChannelSize need, long batch) {
        return channel(name, need)
                .filter(given ->
                        given.bytes().bytes() / SHRINKS_AT < need.bytes().bytes())
                .filter(given ->
                        given.capacity() > need.capacity() || given.bytes().compareTo(need.bytes()) > 0)
                .map(given -> ChannelSize.of(larger(given, need), batch))
                .orElse(need);
    }

    /** Where events become smaller and more, one of the two grows and the other must not shrink. */
    private static Lock.Channel larger(Lock.Channel given, ChannelSize need) {
        return new Lock.Channel(
                given.kind(),
                Math.max(given.capacity(), need.capacity()),
                given.bytes().compareTo(need.bytes()) > 0 ? given.bytes() : need.bytes());
    }

    /** The heap that was given out, where it suffices and is at most a third and a step of 64 MB too large; else the one that is needed. */
    DataSize keep(DataSize need) {
        return agents.stream()
                .map(Lock.Agent::heap)
                .max(Comparator.naturalOrder())
                .filter(given ->
                        given.compareTo(need) >= 0 && given.bytes() - STEP_OF_HEAP - need.bytes() <= need.bytes() / 3)
                .orElse(need);
    }
}
