package dev.headgate.topology.graph;

import dev.headgate.kit.option.Durations;
import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentChannel;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.place.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the picture of a placement. Used by one thread, once. */
final class Painter {
    private final Placement placement;
    private final Topology topology;
    private final Flows flows;
    private final Map<String, List<Agent>> tiers;
    private final Map<Flows.Node, String> ids = new LinkedHashMap<>();

    Painter(Placement placement) {
        this.placement = placement;
        this.topology = placement.topology();
        this.flows = new Flows(placement);
        this.tiers = placement.agents().stream()
                .collect(Collectors.groupingBy(Agent::tier, LinkedHashMap::new, Collectors.toList()));
    }

    Picture paint() {
        List<Picture.Box> boxes = new ArrayList<>();
        topology.streams().stream()
                .sorted(Comparator.comparing(stream -> stream.sending() instanceof Sending.Tail))
                .forEach(stream -> boxes.add(stream(stream)));
        int column = 1;
        boolean isBeside = false;
        for (Map.Entry<String, List<Agent>> tier : tiers.entrySet()) {
            boolean writes = topology.storeTiers().stream()
                    .anyMatch(candidate -> candidate.name().value().equals(tier.getKey()));
            column -= isBeside && writes ? 1 : 0;
            isBeside = writes;
            boxes.add(tier(tier.getKey(), tier.getValue(), column++));
        }
        for (Store store : placement.stores()) {
            boxes.add(store(store, column));
        }
        return new Picture(topology.name().value(), summary(), boxes, ways());
    }

    private String summary() {
        Load all = new Load();
        topology.streams()
                .forEach(stream -> all.add(
                        stream,
                        stream.events().value().perHour()
                                / 3600.0
                                * stream.hosts().value().size()));
        return "%s, %s, %s at the peak"
                .formatted(
                        amount(placement.appServers().size(), "app server"),
                        amount(placement.agents().size(), "agent"),
                        all);
    }

    private Picture.Box stream(EventStream stream) {
        String name = stream.name().value();
        // Beside the agents on app servers, so that no way leads across them.
        int column = tiers.containsKey(Agent.TAIL) && !(stream.sending() instanceof Sending.Tail) ? 1 : 0;
        return new Picture.Box(
                id(new Flows.Node(Picture.Kind.STREAM, name)),
                Picture.Kind.STREAM,
                column,
                name,
                List.of(
                        amount(stream.hosts().value().size(), "app server"),
                        stream.events().value() + " of " + stream.eventSize().value() + " each"),
                List.of());
    }

    private Picture.Box tier(String name, List<Agent> agents, int column) {
        List<String> facts = new ArrayList<>();
        facts.add(amount(agents.size(), "agent") + (name.equals(Agent.TAIL) ? " on app servers" : spare(tierOf(name))));
        facts.add("holds " + Durations.format(tierOf(name).hold().value()) + " in a "
                + tierOf(name).channel().value().word());
        return new Picture.Box(
                id(new Flows.Node(Picture.Kind.TIER, name)),
                Picture.Kind.TIER,
                column,
                name,
                facts,
                agents.stream().map(this::member).toList());
    }

    private static String spare(Tier tier) {
        long spare = tier.spare().value();
        return (spare == 0 ? "" : ", " + spare + " spare") + ", fan-in "
                + tier.fanIn().value();
    }

    /** An agent on an app server holds as the outermost tier does. */
    private Tier tierOf(String name) {
        return topology.tiers().stream()
                .filter(tier -> tier.name().value().equals(name))
                .findFirst()
                .orElse(topology.tiers().get(0));
    }

    private Picture.Member member(Agent agent) {
        Load load = flows.of(agent);
        List<String> facts = new ArrayList<>();
        facts.add("in " + load);
        for (AgentChannel channel : agent.channels()) {
            facts.add(String.format(
                    Locale.ROOT,
                    "%s: %,d events, %s of disk",
                    channel.name(),
                    channel.size().capacity(),
                    channel.size().disk()));
        }
        facts.add("heap " + agent.jvm().heap());
        facts.add("ports "
                + agent.endpoints().stream()
                        .map(Endpoint::port)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                + (agent.endpoints().isEmpty() ? "" : "; ")
                + "metrics " + agent.metrics().port());
        return new Picture.Member(
                agent.name(),
                agent.host(),
                load.eventsText(),
                share(load, tierOf(agent.tier()).capacity()),
                facts,
                targets(agent));
    }

    private static double share(Load load, Capacity capacity) {
        return Math.max(
                load.events() * 3600 / capacity.events().perHour(),
                load.bytes() / capacity.bytes().perSecond().bytes());
    }

    private static List<String> targets(Agent agent) {
        return agent.sinks().stream()
                .filter(AgentSink.Hop.class::isInstance)
                .flatMap(sink -> ((AgentSink.Hop) sink).targets().stream())
                .map(AgentSink.Target::agent)
                .distinct()
                .toList();
    }

    private Picture.Box store(Store store, int column) {
        String where =
                switch (kindOf(store)) {
                    case "hdfs" -> ((Store.Hdfs) store).path().value();
                    case "hbase" -> "table " + ((Store.HBase) store).table().value();
                    default -> "topic " + ((Store.Kafka) store).topic().value();
                };
        String name = store.name().value();
        return new Picture.Box(
                id(new Flows.Node(Picture.Kind.STORE, name)),
                Picture.Kind.STORE,
                column,
                name,
                List.of(kindOf(store), where),
                List.of());
    }

    private static String kindOf(Store store) {
        return store instanceof Store.Hdfs ? "hdfs" : store instanceof Store.HBase ? "hbase" : "kafka";
    }

    private List<Picture.Way> ways() {
        double most =
                flows.ways().values().stream().mapToDouble(Load::events).max().orElse(1);
        return flows.ways().entrySet().stream()
                .map(way -> new Picture.Way(
                        id(way.getKey().from()),
                        id(way.getKey().to()),
                        way.getValue().toString(),
                        way.getValue().events() / most))
                .toList();
    }

    private String id(Flows.Node node) {
        return ids.computeIfAbsent(
                node, fresh -> "n" + ids.size() + "_" + fresh.name().replaceAll("[^A-Za-z0-9]", "_"));
    }

    private static String amount(long count, String word) {
        return String.format(Locale.ROOT, "%,d %s%s", count, word, count == 1 ? "" : "s");
    }
}
