package dev.headgate.topology.size;

import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers behind a topology, each with its formula: those of the tiers, outermost first, then those of the stores. All are of
 * the peak. Used by one thread, once.
 */
public final class Figures {
    /** What an event takes on the wire beside its body: its headers. See {@link FileChannelSize#EVENT_OVERHEAD}. */
    private static final long HEADERS = 130;

    private static final double SECONDS_OF_HOUR = 3600;

    private final Sizes sizes;
    private final List<Figure> figures = new ArrayList<>();

    private Figures(Sizes sizes) {
        this.sizes = sizes;
    }

    /** All of them. */
    public static List<Figure> of(Sizes sizes) {
        Figures figures = new Figures(sizes);
        sizes.tiers().forEach(figures::tier);
        sizes.topology().storesInUse().forEach(store -> {
            if (store instanceof Store.Hdfs hdfs) {
                figures.files(hdfs);
            }
        });
        return List.copyOf(figures.figures);
    }

    /** The figure of that subject and name. */
    public static Optional<Figure> find(List<Figure> figures, String subject, String name) {
        return figures.stream()
                .filter(figure ->
                        figure.subject().equals(subject) && figure.name().equals(name))
                .findFirst();
    }

    private void tier(TierSize size) {
        String tier = size.tier().name().value();
        load(tier, size);
        agents(tier, size);
        Load down = Load.of(size, size.carrying());
        share(tier, size, down);
        channels(tier, size);
        double utilisation = utilisation(size.tier().capacity(), down);
        add(
                tier,
                "drain",
                size.tier().hold().value().toSeconds() * utilisation / (1 - utilisation),
                Figure.Unit.SECONDS,
                "hold · u / (1 − u), u = what an agent takes in at the peak, as a part of its capacity",
                "%s · %.2f / (1 − %.2f)"
                        .formatted(
                                text(size.tier().hold().value().toSeconds(), Figure.Unit.SECONDS),
                                utilisation,
                                utilisation),
                utilisation < 1);
        network(tier, size, down);
    }

    private void load(String tier, TierSize size) {
        add(
                tier,
                "senders",
                size.senders(),
                Figure.Unit.COUNT,
                "app servers, or agents of the tier before",
                number(size.senders()));
        add(
                tier,
                "events",
                size.peak().events().perHour() / SECONDS_OF_HOUR,
                Figure.Unit.EVENTS_PER_SECOND,
                "Σ servers · events",
                streams(size, false));
        add(
                tier,
                "bytes",
                size.peak().bytesPerHour() / SECONDS_OF_HOUR,
                Figure.Unit.BYTES_PER_SECOND,
                "Σ servers · events · event-size",
                streams(size, true));
    }

    private void agents(String tier, TierSize size) {
        Tier asked = size.tier();
        Capacity capacity = asked.capacity();
        Demand demand = size.demand();
        String kept = size.agents() == size.wanted()
                ? ""
                : "; %d stand, and are kept: fewer are used only with a quarter to spare, a few more where no channel then has to grow"
                        .formatted(size.agents());
        add(
                tier,
                "agents",
                size.agents(),
                Figure.Unit.COUNT,
                "max(⌈senders / fan-in⌉, ⌈events / capacity.events⌉, ⌈bytes / capacity.bytes⌉, 2) + spare",
                "max(⌈%d / %d⌉ = %d, ⌈%s / %s⌉ = %d, ⌈%s / %s⌉ = %d, 2) + %d = %d%s"
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
                                size.wanted(),
                                kept));
    }

    private void share(String tier, TierSize size, Load down) {
        Load up = Load.of(size, size.agents());
        add(
                tier,
                "agent-events",
                up.events(),
                Figure.Unit.EVENTS_PER_SECOND,
                "events / agents",
                "%s / %d".formatted(total(size), size.agents()));
        add(
                tier,
                "agent-events-spare-down",
                down.events(),
                Figure.Unit.EVENTS_PER_SECOND,
                "events / (agents − spare)",
                "%s / (%d − %d)"
                        .formatted(
                                total(size), size.agents(), size.tier().spare().value()));
        add(
                tier,
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

    private void channels(String tier, TierSize size) {
        long disk = 0;
        for (Map.Entry<String, ChannelSize> channel : size.agent().channels().entrySet()) {
            ChannelSize made = channel.getValue();
            add(
                    tier,
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
            add(
                    tier,
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
        add(
                tier,
                "disk",
                disk,
                Figure.Unit.BYTES,
                "Σ disk of an agent's channels",
                number(size.agent().channels().size()) + " channels");
        add(
                tier,
                "heap",
                size.agent().heap().bytes(),
                Figure.Unit.BYTES,
                "(128 MB + sources + sinks + 2 batches per sender and sink + what channels keep) · 5/4, up to the next 64 MB",
                size.tier().heap() == null ? "see topology.md, Sizes" : "as the topology says");
        add(
                tier,
                "hold",
                size.tier().hold().value().toSeconds(),
                Figure.Unit.SECONDS,
                "as the topology says",
                "tiers." + tier + ".hold");
    }

    private void network(String tier, TierSize size, Load down) {
        double in = down.bytes() + down.events() * HEADERS;
        boolean isLast = sizes.topology().isStoreTier(size.tier());
        boolean isDivided = sizes.topology().behind(size.tier()).size() > 1;
        double copies = isLast || isDivided ? copies(size.tier()) : 1;
        add(
                tier,
                "network-in",
                in,
                Figure.Unit.BYTES_PER_SECOND,
                "bytes + %d B · events of an agent, spare ones down".formatted(HEADERS),
                "%s + %d B · %s"
                        .formatted(
                                text(down.bytes(), Figure.Unit.BYTES_PER_SECOND),
                                HEADERS,
                                text(down.events(), Figure.Unit.EVENTS_PER_SECOND)));
        add(
                tier,
                "network-out",
                in * copies,
                Figure.Unit.BYTES_PER_SECOND,
                isLast
                        ? "network-in · stores that an event lands in"
                        : isDivided ? "network-in · tiers that an event goes to" : "network-in",
                "%s · %.2f".formatted(text(in, Figure.Unit.BYTES_PER_SECOND), copies));
    }

    /** How many stores a byte lands in, or how many tiers it goes to. */
    private double copies(Tier tier) {
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

    /** {@code files = agents · folders · 3600 / freshness}, more where files reach the size at which they are closed. */
    private void files(Store.Hdfs store) {
        String name = store.name().value();
        List<EventStream> streams = sizes.topology().streams().stream()
                .filter(stream -> sizes.topology().storesOf(stream).contains(store))
                .toList();
        long agents = sizes.tiers().stream()
                .filter(size -> sizes.topology().storesInUse(size.tier()).contains(store))
                .mapToLong(TierSize::agents)
                .sum();
        long folders = store.path().value().contains("%{stream}") ? streams.size() : 1;
        double rounds = SECONDS_OF_HOUR / Math.max(1, store.freshness().value().toSeconds());
        double bytes = Flow.of(streams).bytesPerHour();
        double byAge = agents * folders * rounds;
        double bySize = bytes / ROLL_SIZE;
        double files = Math.max(byAge, bySize);
        add(
                name,
                "files",
                files,
                Figure.Unit.FILES_PER_HOUR,
                "max(agents · folders · 1h / freshness, bytes / roll-size); folders: one per stream where the path says %{stream}",
                "max(%d · %d · %.0f, %s / 128MB)".formatted(agents, folders, rounds, text(bytes, Figure.Unit.BYTES)));
        add(
                name,
                "file-size",
                bytes / files,
                Figure.Unit.BYTES,
                "bytes an hour / files an hour, before compression",
                "%s / %.0f".formatted(text(bytes, Figure.Unit.BYTES), files));
    }

    /** The size at which the HDFS sink closes a file, where nothing else is said (HdfsOptions). */
    private static final long ROLL_SIZE = 128L << 20;

    private static double utilisation(Capacity capacity, Load load) {
        return Math.max(
                load.events() / (capacity.events().perHour() / SECONDS_OF_HOUR),
                load.bytes() / capacity.bytes().perSecond().bytes());
    }

    private String streams(TierSize size, boolean withSize) {
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

    private static String total(TierSize size) {
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

    private void add(String subject, String name, long amount, Figure.Unit unit, String formula, String worked) {
        add(subject, name, (double) amount, unit, formula, worked);
    }

    private void add(String subject, String name, double amount, Figure.Unit unit, String formula, String worked) {
        figures.add(new Figure(subject, name, amount, unit, formula, worked));
    }

    private void add(
            String subject,
            String name,
            double amount,
            Figure.Unit unit,
            String formula,
            String worked,
            boolean isFinite) {
        add(subject, name, isFinite ? amount : Double.POSITIVE_INFINITY, unit, formula, worked);
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
