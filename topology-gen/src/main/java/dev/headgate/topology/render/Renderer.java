package dev.headgate.topology.render;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Protocol;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Renders the files of a placement and checks them as if a stranger had written them. */
public final class Renderer {
    private static final String CONF = "flume.conf";
    private static final List<String> OTHER_FILES = List.of("flume-env.sh", "log4j2.xml");
    private static final Pattern SECRET = Pattern.compile("\\$\\{env:([^}]+)}");
    private static final String LOG4J_FILE = "log4j2-flume.xml";

    private final Templates templates;
    private final Placement placement;
    private final String file;

    private Renderer(Placement placement, String file, Templates templates) {
        this.templates = templates;
        this.placement = placement;
        this.file = file;
    }

    /**
     * The deployment.
     *
     * @param file the topology's name as its files shall bear it
     * @param catalog what each rendered component must be declared in
     */
    public static Outcome<Deployment> render(
            Placement placement, String file, ComponentCatalog catalog, Templates templates) {
        if (!templates.unreadable().isEmpty()) {
            return Outcome.failed(templates.unreadable());
        }
        Renderer renderer = new Renderer(placement, printable(file), templates);
        SortedMap<String, String> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Agent agent : placement.agents()) {
            renderer.agent(agent, files);
            String conf = files.getOrDefault(Deployment.folder(agent) + "/" + CONF, "");
            renderer.read(agent, conf)
                    .ifPresent(read -> problems.addAll(new ConfCheck(placement, agent, catalog).check(read)));
        }
        placement.appServers().forEach(server -> renderer.client(server, files));
        renderer.monitoring(files);
        problems.addAll(templates.problems());
        files.put(Manifest.FILE, Manifest.json(placement, files));
        return Outcome.of(new Deployment(placement, files), problems);
    }

    private Optional<FlumeConf> read(Agent agent, String conf) {
        try {
            return Optional.of(FlumeConf.parse(conf));
        } catch (IllegalArgumentException escape) {
            if (!templates.areForeign()) {
                throw escape;
            }
            templates.refuse(
                    CONF,
                    "Bad flume.conf of agent '%s': Flume could not read it, since a backslash and a 'u' stand in it without four hexadecimal digits. Write a backslash as two."
                            .formatted(agent.name()));
            return Optional.empty();
        }
    }

    private void agent(Agent agent, Map<String, String> files) {
        Map<String, Object> model =
                new HashMap<>(Map.of("file", file, "agent", agent, "topology", placement.topology()));
        String conf = new RawKeys(placement.topology(), agent).into(templates.fill(CONF, model));
        files.put(Deployment.folder(agent) + "/" + CONF, conf);
        model.put("secrets", secrets(conf));
        for (String name : OTHER_FILES) {
            files.put(Deployment.folder(agent) + "/" + name, templates.fill(name, model));
        }
        for (String name : templates.filesOfAgents()) {
            if (files.put(Deployment.folder(agent) + "/" + name, templates.fill("agents/" + name, model)) != null) {
                templates.refuse(
                        "agents/" + name,
                        "Needless template 'agents/%s.ftl': every agent has a file of that name. Give '%s.ftl', without 'agents', in its place."
                                .formatted(name, name));
            }
        }
        files.put(
                Deployment.folder(agent) + "/headgate-" + agent.name() + ".service",
                templates.fill("agent.service", model));
    }

    /** The names of the secrets that Flume resolves when it reads the file. */
    private static List<String> secrets(String conf) {
        return SECRET.matcher(conf)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private void client(AppServer server, Map<String, String> files) {
        if (server.delivery() instanceof AppServer.Delivery.Rpc rpc) {
            Map<String, Object> model = Map.of("file", file, "server", server, "topology", placement.topology());
            for (String name : clientFiles(rpc.protocol())) {
                files.put(Deployment.folder(server) + "/" + name, templates.fill(name, model));
            }
        }
    }

    private List<String> clientFiles(Protocol protocol) {
        // Log4j's appender speaks Avro only, and cannot encrypt.
        boolean isForLog4j =
                protocol == Protocol.AVRO && placement.topology().ground().tls() == null;
        return isForLog4j ? List.of(protocol.clientFile(), LOG4J_FILE) : List.of(protocol.clientFile());
    }

    private void monitoring(Map<String, String> files) {
        Monitoring monitoring = new Monitoring(placement);
        files.put(Monitoring.TARGETS_FILE, monitoring.targets());
        files.put(Monitoring.ALERTS_FILE, templates.fill("alerts.yml", monitoring.alerts(file)));
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
