package dev.headgate.topology;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.Setting;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.parse.Variables;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Deployment;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A topology file as a test writes it, named topology.yaml; beside it stands a file hosts.txt with two hosts. */
public record Written(String text) {
    /** The smallest topology in which nothing is wrong. */
    public static final Written SMALL = new Written("""
            topology: small
            app-servers:
              web: { hosts: "web-[1-3]", events: 100/s, event-size: 1KB, send: avro }
            tiers:
              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
            routes:
              - { streams: web, to: raw }
            """);

    /** The same with a piece replaced. */
    public Written with(String piece, String replacement) {
        if (!text.contains(piece)) {
            throw new IllegalArgumentException("The topology has no '" + piece + "'.");
        }
        return new Written(text.replace(piece, replacement));
    }

    public Outcome<Topology> read(String... settings) {
        return read(text.getBytes(StandardCharsets.UTF_8), settings);
    }

    public static Outcome<Topology> read(byte[] bytes, String... settings) {
        return Topologies.read(
                file(bytes), Arrays.stream(settings).map(Setting::parse).toList());
    }

    private static TopologyText file(byte[] bytes) {
        return new TopologyText("topology.yaml", bytes, name -> {
            if (!name.equals("hosts.txt")) {
                throw new NoSuchFileException(name);
            }
            return List.of("# ours", "h-[1-2] # both", "");
        });
    }

    /** Reads it in an environment, with variables. */
    public Outcome<Topology> in(@Nullable String environment, Map<String, String> variables) {
        return Topologies.read(
                file(text.getBytes(StandardCharsets.UTF_8)),
                new Choices(List.of(), environment, Variables.of(variables)));
    }

    public Outcome<Deployment> compile(String... settings) {
        return read(settings).then(topology -> compile(topology));
    }

    public static Outcome<Deployment> compile(Topology topology) {
        return Topologies.compile(topology, Site.production(), ComponentCatalog.of(FakeComponents.all()));
    }

    /** All problems as a person sees them. */
    public static String shown(Outcome<?> outcome) {
        return outcome.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }
}
