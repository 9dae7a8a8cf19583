package dev.headgate.topology.size;

import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers of a tier. Used by one thread, once. */
final class TierFigures {
    /** What an event takes on the wire beside its body: its headers. See {@link FileChannelSize#EVENT_OVERHEAD}. */
    private static final long HEADERS = 130;

    private static final double SECONDS_OF_HOUR = 3600;

    private final Sizes sizes;
    private final TierSize size;
    private final Load down;
    private final FigureSheet sheet;

    private TierFigures(Sizes sizes, TierSize size) {
        this.sizes = sizes;
        this.size = size;
        this.down = Load.of(size, size.carrying());
        this.sheet = new FigureSheet(size.tier().name().value());
    }

    static List<Figure> of(Sizes sizes, TierSize size) {
        TierFigures tier = new TierFigures(sizes, size);
        tier.load();
        tier.agents();
        tier.share();
        tier.channels();
        tier.drain();
        tier.network();
        return tier.sheet.figures();
    }

    private void load() {
        sheet.add(
                "senders",
                size.senders(),
                Figure.Unit.COUNT,
                "app servers, or agents of the tier before",
                number(size.senders()));
        sheet.add(
                "events",
                size.peak().events().perHour() / SECONDS_OF_HOUR,
                Figure.Unit.EVENTS_PER_SECOND,
                "Σ servers · events",
                streams(false));
        sheet.add(
                "bytes",
                size.peak().bytesPerHour() / SECONDS_OF_HOUR,
                Figure.Unit.BYTES_PER_SECOND,
                "Σ servers · events · event-size",
                streams(true));
    }

    private void agents() {
        Tier asked = size.tier();
        Capacity capacity = asked.capacity();
        Demand demand = size.demand();
        String third = demand.bound() == Bound.THIRD
                ? ", and %d more, so that none carries over a third".formatted(demand.byThird() - demand.withoutThird())
                : "";
        String kept = size.agents() == size.wanted()
                ? ""
                : "; %d stand, and are kept: fewer are used only with a quarter to spare, a few more where no channel then has to grow"
                        .formatted(size.agents());
        sheet.add(
                "agents",
                size.agents(),
                Figure.Unit.COUNT,
                "max(⌈senders / fan-in⌉, ⌈events / capacity.events⌉, ⌈bytes / capacity.bytes⌉, 2) + spare"
                        + (third.isEmpty() ? "" : ", and more where one of three or more would carry over a third"),
                "max(⌈%d / %d⌉ = %d, ⌈%s / %s⌉ = %d, ⌈%s / %s⌉ = %d, 2) + %d%s = %d%s"
                        .formatted(
                                size.senders(),
                                asked.fanIn().value(),
                                demand.byFanIn(),
                                text(size.peak().events().perHour() / SECONDS_OF_HOUR, Figure.Unit.EVENTS_PER_SECOND),
                                capacity.events(),
                                demand.byEvents(),
                                text(size.peak().bytesPerHour() / SECONDS_OF_HOUR, Figure.Unit.BYTES_PER_SECOND),
                                capacity.bytes(),
                                demand.byBytes(),
                                asked.spare().value(),
                                third,
                                size.wanted(),
                                kept));
    }

    private void share() {
        Load up = Load.of(size, size.agents());
        sheet.add(
                "agent-events",
                up.events(),
                Figure.Unit.EVENTS_PER_SECOND,
                "events / agents",
                "%s / %d".formatted(total(), size.agents()));
        sheet.add(
                "agent-events-spare-down",
                down.events(),
                Figure.Unit.EVENTS_PER_SECOND,
                "events / (agents − spare)",
                "%s / (%d − %d)"
                        .formatted(total(), size.agents(), size.tier().spare().value()));
        sheet.add(
                "agent-bytes-spare-down",
                down.bytes(),
                Figure.Unit.BYTES_PER_SECOND,
                "bytes / (agents − spare)",
                "%s / (%d − %d)"
                        .formatted(
                                text(size.peak().bytesPerHour() / SECONDS_OF_HOUR, Figure.Unit.BYTES_PER_SECOND),
                                size.agents(),
                                size.tier().spare().value()));
    }

    private void channels() {
        long disk = 0;
        for (Map.Entry<String, ChannelSize> channel : size.agent().channels().entrySet()) {
            ChannelSize made = channel.getValue();
            sheet.add(
                    "channel." + channel.getKey(),
                    made.capacity(),
                    Figure.Unit.EVENTS,
                    "events into it / (agents − spare) · hold, at least one transaction of "
                            + number(made.transactionCapacity()),
                    "for %d agents and %s%s"
                            .formatted(
                                    size.carrying(),
                                    text(size.tier().hold().value().toSeconds(), Figure.Unit.SECONDS),
                                    "; what was given out before is kept where it will do"));
            sheet.add(
                    "disk." + channel.getKey(),
                    made.disk().bytes(),
                    Figure.Unit.BYTES,
                    made instanceof JournalSize
                            ? "segments of 64 MB for (bodies + %d B · events) · 5/4, at least 1 GB, and 256 B a batch; and 6 kept back"
                                    .formatted(JournalSize.EVENT_OVERHEAD)
                            : "bodies + %d B · events, and 2 data files kept back"
                                    .formatted(FileChannelSize.EVENT_OVERHEAD),
                    "%s and what is kept back".formatted(text(made.bytes().bytes(), Figure.Unit.BYTES)));
            disk = Math.addExact(disk, made.disk().bytes());
        }
        sheet.add(
                "disk",
                disk,
                Figure.Unit.BYTES,
                "Σ disk of an agent's channels",
                number(size.agent().channels().size()) + " channels");
        sheet.add(
                "heap",
                size.agent().heap().bytes(),
                Figure.Unit.BYTES,
                "(128 MB + sources + sinks + 2 batches per sender and sink + what channels keep) · 5/4, up to the next 64 MB",
                size.tier().heap() == null ? "see topology.md, Sizes" : "as the topology says");
        sheet.add(
                "hold",
                size.tier().hold().value().toSeconds(),
                Figure.Unit.SECONDS,
                "as the topology says",
                "tiers." + size.tier().name().value() + ".hold");
    }

    private void drain() {
        long hold = size.tier().hold().value().toSeconds();
        double utilisation = utilisation();
        sheet.add(
                "drain",
                utilisation < 1 ? hold * utilisation / (1 - utilisation) : Double.POSITIVE_INFINITY,
                Figure.Unit.SECONDS,
                "hold · u / (1 − u), u = what an agent takes in at the peak, as a part of its capacity",
                "%s · %.2f / (1 − %.2f)".formatted(text(hold, Figure.Unit.SECONDS), utilisation, utilisation));
    }

    private void network() {
        double in = down.bytes() + down.events() * HEADERS;
        boolean isLast = sizes.topology().isStoreTier(size.tier());
        boolean isDivided = sizes.topology().behind(size.tier()).size() > 1;
        double copies = isLast || isDivided ? copies() : 1;
        sheet.add(
                "network-in",
                in,
                Figure.Unit.BYTES_PER_SECOND,
                "bytes + %d B · events of an agent, spare ones down".formatted(HEADERS),
                "%s + %d B · %s"
                        .formatted(
                                text(down.bytes(), Figure.Unit.BYTES_PER_SECOND),
                                HEADERS,
                                text(down.events(), Figure.Unit.EVENTS_PER_SECOND)));
        sheet.add(
                "network-out",
                in * copies,
                Figure.Unit.BYTES_PER_SECOND,
                isLast
                        ? "network-in · stores that an event lands in"
                        : isDivided ? "network-in · tiers that an event goes to" : "network-in",
                "%s · %.2f".formatted(text(in, Figure.Unit.BYTES_PER_SECOND), copies));
    }

    /** How many stores a byte lands in, or how many tiers it goes to. */
    private double copies() {
        Tier tier = size.tier();
        List<Tier> behind = sizes.topology().behind(tier);
        double all = 0;
        double landed = 0;
        for (EventStream stream : sizes.topology().streamsThrough(tier)) {
            double bytes = Flow.of(stream, stream.hosts().value().size()).writtenPerHour();
            all += bytes;
            long ways = behind.isEmpty()
                    ? sizes.topology().storesOf(stream, tier).size()
                    : behind.stream()
                            .filter(next ->
                                    sizes.topology().streamsThrough(next).contains(stream))
                            .count();
            landed += bytes * ways;
        }
        return all == 0 ? 0 : landed / all;
    }

    private double utilisation() {
        Capacity capacity = size.tier().capacity();
        return Math.max(
                down.events() / (capacity.events().perHour() / SECONDS_OF_HOUR),
                down.bytes() / capacity.bytes().perSecond().bytes());
    }

    private String streams(boolean withSize) {
        List<String> parts = new ArrayList<>();
        for (EventStream stream : sizes.topology().streamsThrough(size.tier())) {
            parts.add("%s: %d · %s%s"
                    .formatted(
                            stream.name().value(),
                            stream.hosts().value().size(),
                            stream.events().value(),
                            withSize ? " · " + stream.eventSize().value() : ""));
        }
        return String.join(", ", parts);
    }

    private String total() {
        return text(size.peak().events().perHour() / SECONDS_OF_HOUR, Figure.Unit.EVENTS_PER_SECOND);
    }

    private static String text(long amount, Figure.Unit unit) {
        return text((double) amount, unit);
    }

    private static String text(double amount, Figure.Unit unit) {
        return Amounts.text(amount, unit);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** What one agent takes in. */
    private record Load(double events, double bytes) {
        static Load of(TierSize size, long agents) {
            return new Load(
                    size.peak().events().perHour() / SECONDS_OF_HOUR / agents,
                    size.peak().bytesPerHour() / SECONDS_OF_HOUR / agents);
        }
    }
}
