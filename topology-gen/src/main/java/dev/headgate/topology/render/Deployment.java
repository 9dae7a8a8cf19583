package dev.headgate.topology.render;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A compiled topology: where every agent runs, what it is connected with, and the text of every file. Immutable; nothing is
 * written before {@link #writeTo}.
 *
 * @param files text by path below the output folder, divided by {@code /}
 */
public record Deployment(Placement placement, SortedMap<String, String> files) {
    /** The file that names all others. */
    public static final String MANIFEST = Manifest.FILE;

    public Deployment {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The topology's name. */
    public String topology() {
        return placement.topology().name().value();
    }

    /** The name of the topology's file, without its folder. */
    public String file() {
        String name = placement.topology().file().name();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The agents: those on app servers first, then tier by tier, outermost first. */
    public List<Agent> agents() {
        return placement.agents();
    }

    /** Every app server, once for each stream that it sends. */
    public List<AppServer> appServers() {
        return placement.appServers();
    }

    /** The stores that anything lands in. */
    public List<Store> stores() {
        return placement.stores();
    }

    /** The names of the stores that each stream lands in. */
    public Map<String, List<String>> routes() {
        Map<String, List<String>> routes = new LinkedHashMap<>();
        for (EventStream stream : placement.topology().streams()) {
            routes.put(
                    stream.name().value(),
                    placement.topology().storesOf(stream).stream()
                            .map(store -> store.name().value())
                            .toList());
        }
        return routes;
    }

    /**
     * Where in the topology a component of an agent comes from; nothing where there is no such agent.
     *
     * @param kind source, channel or sink
     */
    public Optional<Location> origin(String agent, ComponentKind kind, String component) {
        return agents().stream()
                .filter(candidate -> candidate.name().equals(agent))
                .findFirst()
                .map(found -> new Origins(placement).of(found, kind, component, "type"));
    }

    /** All that was given out, as the next edit needs it. */
    public Lock lock() {
        return placement.lock();
    }

    /** The texts of an agent's files, by name. */
    public Map<String, String> files(Agent agent) {
        String folder = folder(agent) + "/";
        SortedMap<String, String> own = new TreeMap<>();
        // '0' follows '/' in the order of characters.
        files.subMap(folder, folder(agent) + "0")
                .forEach((path, text) -> own.put(path.substring(folder.length()), text));
        return own;
    }

    /** The folder of an agent's files below the output folder. */
    public static String folder(Agent agent) {
        return "agents/" + agent.name();
    }

    /** The folder of an app server's files below the output folder. */
    public static String folder(AppServer server) {
        return "app-servers/" + server.host();
    }

    /** What {@link #writeTo} would do, without doing it. */
    public Changes compareWith(Path out) throws IOException {
        return new OutputFolder(out).compare(files);
    }

    /**
     * Writes the files that differ from what is there. They are first written beside the folder, then moved into it one by
     * one, so that no reader sees half a file. What is there and was not rendered stays.
     *
     * @throws IOException where the folder cannot be written; some files may then be new and others old
     */
    public Changes writeTo(Path out) throws IOException {
        return new OutputFolder(out).write(files);
    }
}
