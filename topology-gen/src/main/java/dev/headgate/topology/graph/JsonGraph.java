package dev.headgate.topology.graph;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.Placement;
import java.util.Locale;

/** Writes the agents and what flows between streams, tiers and stores for programs; rates are those of the peak. */
final class JsonGraph {
    private JsonGraph() {}

    static String of(Placement placement) {
        Flows flows = new Flows(placement);
        JsonArray agents = new JsonArray();
        placement.agents().forEach(agent -> agents.add(agent(agent, flows.of(agent))));
        JsonArray ways = new JsonArray();
        flows.ways().forEach((way, load) -> {
            JsonObject entry = new JsonObject();
            entry.add("from", node(way.from()));
            entry.add("to", node(way.to()));
            ways.add(rates(entry, load));
        });
        JsonObject graph = new JsonObject();
        graph.addProperty("topology", placement.topology().name().value());
        graph.add("agents", agents);
        graph.add("ways", ways);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(graph)
                + "\n";
    }

    private static JsonObject agent(Agent agent, Load load) {
        JsonObject entry = new JsonObject();
        entry.addProperty("agent", agent.name());
        entry.addProperty("tier", agent.tier());
        entry.addProperty("host", agent.host());
        JsonArray targets = new JsonArray();
        agent.sinks().stream()
                .filter(AgentSink.Hop.class::isInstance)
                .flatMap(hop -> ((AgentSink.Hop) hop).targets().stream())
                .forEach(target -> targets.add(target.agent()));
        entry.add("targets", targets);
        return rates(entry, load);
    }

    private static JsonObject node(Flows.Node node) {
        JsonObject entry = new JsonObject();
        entry.addProperty("kind", node.kind().name().toLowerCase(Locale.ROOT));
        entry.addProperty("name", node.name());
        return entry;
    }

    private static JsonObject rates(JsonObject entry, Load load) {
        entry.addProperty("events-per-second", rounded(load.events()));
        entry.addProperty("bytes-per-second", rounded(load.bytes()));
        return entry;
    }

    private static double rounded(double rate) {
        return Math.round(rate * 1000) / 1000.0;
    }
}
