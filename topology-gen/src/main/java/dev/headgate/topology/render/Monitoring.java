package dev.headgate.topology.render;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentChannel;
import dev.headgate.topology.place.Placement;
import dev.headgate.topology.size.JournalSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Prometheus is told of a placement: where the agents' metrics are, and when a person has to look. */
record Monitoring(Placement placement) {
    static final String TARGETS_FILE = "prometheus/targets.json";
    static final String ALERTS_FILE = "prometheus/alerts.yml";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /**
     * The journals of one name in a tier, and from when on they need a person.
     *
     * @param ageSeconds half of the hold, and not less than three times the freshness of the store behind it, for which events
     *     wait anyway
     * @param fillingBytes four fifths of what the smallest of them takes
     */
    public record Lane(String tier, String name, long holdSeconds, long ageSeconds, long fillingBytes) {
        private Lane smaller(Lane other) {
            return fillingBytes <= other.fillingBytes ? this : other;
        }
    }

    /** Scrape targets, as file_sd_configs of Prometheus reads them. */
    String targets() {
        JsonArray targets = new JsonArray();
        for (Agent agent : placement.agents()) {
            JsonArray address = new JsonArray();
            address.add(agent.metrics().toString());
            JsonObject labels = new JsonObject();
            labels.addProperty("topology", placement.topology().name().value());
            labels.addProperty("tier", agent.tier());
            labels.addProperty("agent", agent.name());
            JsonObject target = new JsonObject();
            target.add("targets", address);
            target.add("labels", labels);
            targets.add(target);
        }
        return GSON.toJson(targets) + "\n";
    }

    /** What the template of the alerts asks for. */
    Map<String, Object> alerts(String file) {
        List<Lane> lanes = lanes();
        return Map.of(
                "file",
                file,
                "topology",
                placement.topology().name().value(),
                "hasJournal",
                !lanes.isEmpty(),
                "channels",
                lanes);
    }

    private List<Lane> lanes() {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        for (Agent agent : placement.agents()) {
            for (AgentChannel channel : agent.channels()) {
                if (channel.size() instanceof JournalSize journal) {
                    lanes.merge(agent.tier() + "/" + channel.name(), lane(agent, channel, journal), Lane::smaller);
                }
            }
        }
        return new ArrayList<>(lanes.values());
    }

    private Lane lane(Agent agent, AgentChannel channel, JournalSize journal) {
        long hold = hold(agent).toSeconds();
        long age = Math.max(hold / 2, 3 * freshness(channel).toSeconds());
        return new Lane(
                agent.tier(), channel.name(), hold, age, journal.capacityBytes().bytes() / 5 * 4);
    }

    /** An agent on an app server holds as long as the outermost tier. */
    private Duration hold(Agent agent) {
        List<Tier> tiers = placement.topology().tiers();
        return tiers.stream()
                .filter(tier -> tier.name().value().equals(agent.tier()))
                .findFirst()
                .orElse(tiers.get(0))
                .hold()
                .value();
    }

    private Duration freshness(AgentChannel channel) {
        return placement.stores().stream()
                .filter(store -> store.name().value().equals(channel.name()))
                .filter(Store.Hdfs.class::isInstance)
                .map(store -> ((Store.Hdfs) store).freshness().value())
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
