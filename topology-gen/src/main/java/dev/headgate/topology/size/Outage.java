package dev.headgate.topology.size;

import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens at the peak while a store or a tier is down: channels fill from the innermost tier outwards, each when the one
 * behind it is full, at the rate at which events come; then app servers are refused. All agents are taken to be up.
 *
 * @param what is down
 * @param length for how long
 * @param stages in the order in which they fill; those that do not are left out
 * @param refused when app servers are refused, counted from the begin of the outage; nothing where it ends before
 * @param refusedEvents that app servers could not hand over: lost, unless they keep them
 * @param queued events when it ends
 * @param drained how long, from its end on, until the channels are empty; infinite where agents are at their capacity
 */
public record Outage(
        String what,
        Duration length,
        List<Stage> stages,
        Optional<Duration> refused,
        double refusedEvents,
        double queued,
        double drained) {
    private static final double SECONDS_OF_HOUR = 3600;

    public Outage {
        stages = List.copyOf(stages);
    }

    /**
     * Channels that fill.
     *
     * @param begins when, from the begin of the outage on
     * @param full when; nothing where the outage ends before
     */
    public record Stage(String tier, String channel, Duration begins, Optional<Duration> full, double queued) {}

    /** The names that can be down. */
    public static List<String> names(Sizes sizes) {
        List<String> names = new ArrayList<>();
        sizes.topology().storesInUse().forEach(store -> names.add(store.name().value()));
        sizes.tiers().forEach(tier -> names.add(tier.tier().name().value()));
        return names;
    }

    /**
     * Looks ahead.
     *
     * @param what a store in use, or a tier
     * @return nothing where there is neither of that name
     */
    public static Optional<Outage> of(Sizes sizes, String what, Duration length) {
        Optional<Store> store = sizes.topology().storesInUse().stream()
                .filter(candidate -> candidate.name().value().equals(what))
                .findFirst();
        List<Stage> stages = new ArrayList<>();
        List<TierSize> concerned = sizes.tiers().stream()
                .filter(size -> store.map(down ->
                                sizes.topology().storesInUse(size.tier()).contains(down))
                        .orElse(size.tier().name().value().equals(what)))
                .toList();
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        double full = Double.POSITIVE_INFINITY;
        for (TierSize tier : concerned) {
            double filled = store.map(down -> fill(tier, what, rate(into(sizes, tier, down)), length, 0, stages))
                    .orElse(0.0);
            full = Math.min(full, before(sizes, tier, length, filled, stages));
        }
        return Optional.of(ended(sizes, what, length, stages, full));
    }

    private static Flow into(Sizes sizes, TierSize tier, Store store) {
        return Flow.of(sizes.topology().streams().stream()
                .filter(stream -> sizes.topology().storesOf(stream, tier.tier()).contains(store))
                .toList());
    }

    /** What a tier refuses stays in the tier before it, whatever store it is for: its lane is one queue. */
    private static double before(Sizes sizes, TierSize refusing, Duration length, double begins, List<Stage> stages) {
        double now = begins;
        Tier next = refusing.tier();
        Optional<Tier> sender = sizes.topology().before(next);
        while (sender.isPresent() && now < length.toSeconds()) {
            TierSize size = sizes.tiers().get(sizes.topology().tiers().indexOf(sender.get()));
            double rate = rate(Flow.of(sizes.topology().streamsThrough(next)));
            now = fill(size, AgentSize.lane(sizes.topology(), next), rate, length, now, stages);
            next = sender.get();
            sender = sizes.topology().before(next);
        }
        return now;
    }

    private static Outage ended(Sizes sizes, String what, Duration length, List<Stage> stages, double full) {
        double left = Math.max(0, length.toSeconds() - full);
        List<EventStream> calling = sizes.topology().streams().stream()
                .filter(stream -> !(stream.sending() instanceof Sending.Tail))
                .toList();
        double queued = stages.stream().mapToDouble(Stage::queued).sum();
        return new Outage(
                what,
                length,
                stages,
                left > 0 ? Optional.of(Duration.ofSeconds((long) full)) : Optional.empty(),
                left * rate(Flow.of(calling)),
                queued,
                drain(sizes, queued));
    }

    private static double fill(
            TierSize size, String channel, double rate, Duration length, double begins, List<Stage> stages) {
        ChannelSize made = size.agent().channels().get(channel);
        if (made == null || rate == 0) {
            return begins;
        }
        double room = (double) made.capacity() * size.agents();
        double full = begins + room / rate;
        boolean fills = full <= length.toSeconds();
        double queued = fills ? room : (length.toSeconds() - begins) * rate;
        stages.add(new Stage(
                size.tier().name().value(),
                channel,
                Duration.ofSeconds((long) begins),
                fills ? Optional.of(Duration.ofSeconds((long) full)) : Optional.empty(),
                queued));
        return full;
    }

    /** {@code queued / (agents · capacity − events)} of the tier that has the least to spare. */
    private static double drain(Sizes sizes, double queued) {
        double slowest = 0;
        for (TierSize tier : sizes.tiers()) {
            Capacity capacity = tier.tier().capacity();
            double events = rate(tier.peak());
            double byBytes = events == 0 || tier.peak().bytesPerHour() == 0
                    ? Double.POSITIVE_INFINITY
                    : capacity.bytes().perSecond().bytes()
                            * SECONDS_OF_HOUR
                            / tier.peak().bytesPerHour()
                            * events;
            double most = tier.agents() * Math.min(capacity.events().perHour() / SECONDS_OF_HOUR, byBytes);
            slowest = Math.max(slowest, most > events ? queued / (most - events) : Double.POSITIVE_INFINITY);
        }
        return queued == 0 ? 0 : slowest;
    }

    private static double rate(Flow flow) {
        return flow.events().perHour() / SECONDS_OF_HOUR;
    }
}
