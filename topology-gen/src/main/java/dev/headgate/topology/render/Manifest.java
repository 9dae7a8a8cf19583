package dev.headgate.topology.render;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.place.Placement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of contents of a deployment's folder: what to start where, and a hash of every file. */
final class Manifest {
    static final String FILE = "headgate-manifest.json";

    private static final String TOPOLOGY = "topology";
    private static final String ENVIRONMENT = "environment";
    private static final String AGENTS = "agents";
    private static final String NAME = "name";
    private static final String HOST = "host";
    private static final String SERVERS = "app-servers";
    private static final String FOLDER = "folder";
    private static final String FILES = "files";
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Manifest() {}

    /**
     * Writes it.
     *
     * @param files all other files, by path
     */
    static String json(Placement placement, SortedMap<String, String> files) {
        JsonObject manifest = new JsonObject();
        manifest.addProperty(TOPOLOGY, placement.topology().name().value());
        Optional.ofNullable(placement.topology().environment())
                .ifPresent(environment -> manifest.addProperty(ENVIRONMENT, environment));
        JsonArray agents = new JsonArray();
        placement.agents().forEach(agent -> agents.add(agent(agent, files)));
        manifest.add(AGENTS, agents);
        JsonArray servers = new JsonArray();
        placement.appServers().forEach(server -> servers.add(server(server, files)));
        manifest.add(SERVERS, servers);
        JsonObject hashes = new JsonObject();
        files.forEach((path, text) -> {
            if (!path.startsWith(AGENTS + "/") && !path.startsWith(SERVERS + "/")) {
                hashes.addProperty(path, sha256(text));
            }
        });
        manifest.add(FILES, hashes);
        return GSON.toJson(manifest) + "\n";
    }

    /** The paths of the files that a manifest names; none where it is no manifest. */
    static List<String> filesOf(String json) {
        List<String> files = new ArrayList<>();
        try {
            JsonObject manifest = JsonParser.parseString(json).getAsJsonObject();
            for (String list : List.of(AGENTS, SERVERS)) {
                for (JsonElement entry : manifest.has(list) ? manifest.getAsJsonArray(list) : new JsonArray()) {
                    addPaths(entry.getAsJsonObject(), files);
                }
            }
            if (manifest.has(FILES)) {
                files.addAll(manifest.getAsJsonObject(FILES).keySet());
            }
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | UnsupportedOperationException damaged) {
            return List.of();
        }
        return files.stream().distinct().toList();
    }

    /** What a manifest says before it comes to app servers, of which there may be many; nothing where it is no manifest. */
    static Head head(String json) {
        String topology = "";
        String environment = "";
        Map<String, String> hosts = new LinkedHashMap<>();
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.beginObject();
            for (boolean more = reader.hasNext(); more; ) {
                switch (reader.nextName()) {
                    case TOPOLOGY -> topology = reader.nextString();
                    case ENVIRONMENT -> environment = "/" + reader.nextString();
                    case AGENTS -> agents(reader, hosts);
                    default -> reader.skipValue();
                }
                more = hosts.isEmpty() && reader.hasNext();
            }
        } catch (IOException | IllegalStateException | UnsupportedOperationException | JsonParseException damaged) {
            return Head.NONE;
        }
        return topology.isEmpty() ? Head.NONE : new Head(topology + environment, Map.copyOf(hosts));
    }

    private static void agents(JsonReader reader, Map<String, String> hosts) throws IOException {
        reader.beginArray();
        while (reader.hasNext()) {
            JsonObject agent = JsonParser.parseReader(reader).getAsJsonObject();
            if (!agent.has(NAME) || !agent.has(HOST)) {
                throw new JsonParseException("an agent without a name or a host");
            }
            hosts.put(agent.get(NAME).getAsString(), agent.get(HOST).getAsString());
        }
        reader.endArray();
    }

    /**
     * Whose manifest it is.
     *
     * @param topology with the environment behind a slash
     * @param agents with their hosts
     */
    record Head(@Nullable String topology, Map<String, String> agents) {
        static final Head NONE = new Head(null, Map.of());
    }

    private static void addPaths(JsonObject entry, List<String> files) {
        if (entry.has(FOLDER) && entry.has(FILES)) {
            String folder = entry.get(FOLDER).getAsString();
            entry.getAsJsonObject(FILES).keySet().forEach(name -> files.add(folder + "/" + name));
        }
    }

    private static JsonObject agent(Agent agent, SortedMap<String, String> files) {
        JsonObject entry = new JsonObject();
        entry.addProperty(NAME, agent.name());
        entry.addProperty("tier", agent.tier());
        entry.addProperty(HOST, agent.host());
        entry.addProperty("address", agent.address());
        JsonArray ports = new JsonArray();
        agent.endpoints().stream().map(Endpoint::port).forEach(ports::add);
        entry.add("ports", ports);
        entry.addProperty("metrics-port", agent.metrics().port());
        addFiles(entry, Deployment.folder(agent), files);
        return entry;
    }

    private static JsonObject server(AppServer server, SortedMap<String, String> files) {
        JsonObject entry = new JsonObject();
        entry.addProperty("stream", server.stream());
        entry.addProperty(HOST, server.host());
        if (server.delivery() instanceof AppServer.Delivery.Rpc rpc) {
            entry.addProperty("send", rpc.protocol().word());
            entry.add("targets", strings(rpc.targets().stream().map(Endpoint::toString)));
            addFiles(entry, Deployment.folder(server), files);
        } else if (server.delivery() instanceof AppServer.Delivery.Tail tail) {
            entry.addProperty("send", "tail");
            entry.addProperty("agent", tail.agent());
            entry.add("tails", strings(tail.files().stream().map(AppServer.TailedFiles::path)));
        }
        return entry;
    }

    private static void addFiles(JsonObject entry, String folder, SortedMap<String, String> files) {
        entry.addProperty(FOLDER, folder);
        JsonObject hashes = new JsonObject();
        // '0' follows '/' in the order of characters.
        files.subMap(folder + "/", folder + "0")
                .forEach((path, text) -> hashes.addProperty(path.substring(folder.length() + 1), sha256(text)));
        entry.add(FILES, hashes);
    }

    private static JsonArray strings(Stream<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }
}
