package dev.headgate.topology.size;

import dev.headgate.kit.option.Durations;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.TopologyRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Words what is wrong with sizes. Used by one thread, once. */
final class SizeProblems {
    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void overflow(Located<String> where) {
        add(
                TopologyRule.OVERFLOW,
                where,
                "Overflow in '%s': its hosts, rates, event sizes and hold multiply to more than 64 bits count. Lower them."
                        .formatted(where.value()));
    }

    void tooFewHosts(TierSize size, long room) {
        Tier tier = size.tier();
        long spare = tier.spare().value();
        long missing =
                Exact.ceilDiv(size.agents() - room, tier.pool().agentsPerHost().value());
        add(
                TopologyRule.POOL_TOO_SMALL,
                tier.pool().hosts(),
                "Too few hosts in tier '%s': it needs %d agents (%s%s) and its hosts have room for %d. Add %d more%s."
                        .formatted(
                                tier.name().value(),
                                size.agents(),
                                why(size),
                                spare == 0 ? "" : ", and " + spare + " spare",
                                room,
                                missing,
                                size.bound() == Bound.FAN_IN ? ", or raise 'fan-in'" : ""));
    }

    private String why(TierSize size) {
        Tier tier = size.tier();
        return switch (size.bound()) {
            case FAN_IN ->
                "%d senders at a fan-in of %d make %d"
                        .formatted(
                                size.senders(),
                                tier.fanIn().value(),
                                size.demand().carrying());
            case EVENTS ->
                "%s events at %s for one agent make %d"
                        .formatted(
                                size.peak().events(),
                                tier.capacity().events(),
                                size.demand().carrying());
            case BYTES ->
                "%d MB/s at %s for one agent make %d"
                        .formatted(
                                Exact.ceilDiv(size.peak().bytesPerHour(), 3600L << 20),
                                tier.capacity().bytes(),
                                size.demand().carrying());
            case PAIR -> "a tier has at least 2";
            case THIRD -> "%d carry a third of the load at most each".formatted(size.agents());
        };
    }

    void holdTooLong(Tier tier, long events, long limit) {
        Duration hold = tier.hold().value();
        Duration longest = rounded(hold.toSeconds() * limit / events);
        add(
                TopologyRule.HOLD_TOO_LONG,
                tier.hold(),
                "Hold of %s in tier '%s' cannot be kept: it is %d events for one channel, and a %s channel holds at most %d. Say 'channel: journal', lower the hold to about %s, or lower 'fan-in' so that there are more agents."
                        .formatted(
                                Durations.format(hold),
                                tier.name().value(),
                                events,
                                tier.channel().value().word(),
                                limit,
                                Durations.format(longest)));
    }

    /** Rounded down to the largest unit that it has two of. */
    private static Duration rounded(long seconds) {
        for (long unit : new long[] {86_400, 3_600, 60}) {
            if (seconds >= 2 * unit) {
                return Duration.ofSeconds(seconds / unit * unit);
            }
        }
        return Duration.ofSeconds(seconds);
    }

    private void add(Rule rule, Located<?> where, String message) {
        problems.add(new Problem(rule, where.at(), message));
    }
}
