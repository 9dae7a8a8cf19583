package dev.headgate.topology.plan;

import dev.headgate.topology.model.Lock;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.Share;
import dev.headgate.topology.render.Changes;
import dev.headgate.topology.render.Deployment;
import dev.headgate.topology.render.RenderedFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares a deployment with what stands: the lock, and the folder that was rendered. Reads and writes nothing else. Used by one
 * thread.
 */
public final class Planner {
    /** The files that a running agent reads again by itself: Flume polls its configuration, Log4j its own. */
    private static final Set<String> HOT = Set.of("flume.conf", "log4j2.xml");

    private static final String CONF = "flume.conf";
    private static final String FORGOTTEN =
            "%s, and the lock that knew of it is lost (nobody knows what it holds). Restore the lock from version control.";

    private final Deployment deployment;
    private final Lock before;
    private final RenderedFolder folder;
    private final Refusals refusals;
    private final Set<String> accepted;
    private final Map<String, String> rendered;

    private Planner(Deployment deployment, Lock before, RenderedFolder folder, Contents contents, Set<String> accepted)
            throws IOException {
        this.deployment = deployment;
        this.before = before;
        this.folder = folder;
        this.refusals = new Refusals(contents);
        this.accepted = Set.copyOf(accepted);
        String prefix = deployment.placement().topology().agentPrefix();
        this.rendered = new TreeMap<>(folder.agents());
        rendered.keySet().removeIf(name -> !name.startsWith(prefix));
    }

    /**
     * The plan.
     *
     * @param before the lock that the deployment was compiled with
     * @param contents what agents hold, where a change would be refused otherwise
     * @param accepted agents for which nothing is refused
     * @throws IOException where the folder cannot be read
     */
    public static Plan plan(
            Deployment deployment, Lock before, RenderedFolder folder, Contents contents, Set<String> accepted)
            throws IOException {
        return new Planner(deployment, before, folder, contents, accepted).plan();
    }

    private Plan plan() throws IOException {
        Changes changes = folder.compare(deployment.files());
        Set<String> differing = new HashSet<>();
        Stream.concat(changes.added().stream(), changes.changed().stream()).forEach(differing::add);
        List<AgentPlan> agents = new ArrayList<>();
        for (Agent agent : deployment.agents()) {
            agents.add(plan(agent, differing));
        }
        rendered.forEach((name, host) -> {
            if (!deployment.lock().agents().containsKey(name)) {
                agents.add(gone(name, host));
            }
        });
        return new Plan(
                agents,
                moves(),
                senders(),
                Share.uneven(deployment.placement()),
                changes,
                !deployment.lock().equals(before));
    }

    private AgentPlan plan(Agent agent, Set<String> differing) throws IOException {
        String path = Deployment.folder(agent) + "/";
        List<KeyChange> keys = new ArrayList<>();
        boolean isReloaded = false;
        boolean isRestarted = false;
        Lock.Agent old = before.agents().get(agent.name());
        // What was taken out of the lock leaves its files behind.
        boolean isNew = !folder.has(path + CONF) || (old == null && !before.isEmpty());
        for (Map.Entry<String, String> file : deployment.files(agent).entrySet()) {
            if (!isNew && differing.contains(path + file.getKey())) {
                List<KeyChange> changed =
                        FileDiff.of(file.getKey(), folder.text(path + file.getKey()), file.getValue());
                keys.addAll(changed);
                boolean isHot = HOT.contains(file.getKey());
                isReloaded |= isHot;
                isRestarted |= !isHot && !changed.isEmpty();
            }
        }
        List<String> refused = accepted.contains(agent.name()) ? List.of() : refused(agent, isNew, differing);
        Action action = !refused.isEmpty()
                ? Action.REFUSED
                : isNew
                        ? Action.ADDED
                        : isRestarted ? Action.RESTARTED : isReloaded ? Action.RELOADED : Action.UNCHANGED;
        boolean leaves = agent.isDraining() && old != null && !old.draining();
        return new AgentPlan(
                agent.name(),
                agent.tier(),
                agent.host(),
                leaves && refused.isEmpty() ? Action.DRAINED : action,
                keys,
                refused);
    }

    private List<String> refused(Agent agent, boolean isNew, Set<String> differing) throws IOException {
        Lock.Agent old = before.agents().get(agent.name());
        Lock.Agent fresh = deployment.lock().agents().get(agent.name());
        List<String> byLock = old == null || fresh == null ? List.of() : refusals.of(old, fresh);
        String conf = Deployment.folder(agent) + "/" + CONF;
        if (isNew || !byLock.isEmpty() || !differing.contains(conf)) {
            return byLock;
        }
        List<ChannelPlaces.Parted> parted = new ChannelPlaces(
                        RenderedFolder.keys(folder.text(conf)),
                        RenderedFolder.keys(deployment.files().getOrDefault(conf, "")))
                .parted();
        if (old != null) {
            return refusals.of(old, parted);
        }
        String host = rendered.getOrDefault(agent.name(), agent.host());
        return host.equals(agent.host())
                ? parted.stream()
                        .map(channel -> FORGOTTEN.formatted(channel.what()))
                        .toList()
                : List.of(FORGOTTEN.formatted("it moves from " + host + " to " + agent.host()));
    }

    /** An agent that was rendered once; where the lock is lost, nobody knows whether it was drained. */
    private AgentPlan gone(String name, String host) {
        boolean isForgotten = before.isEmpty() && !accepted.contains(name);
        return new AgentPlan(
                name,
                "",
                host,
                isForgotten ? Action.REFUSED : Action.REMOVED,
                List.of(),
                isForgotten ? List.of(FORGOTTEN.formatted("the agent goes, and was not drained")) : List.of());
    }

    private Plan.Senders senders() {
        long calling = deployment.appServers().stream()
                .filter(server -> server.delivery() instanceof AppServer.Delivery.Rpc)
                .count();
        long lanes = deployment.agents().stream()
                .flatMap(agent -> agent.sinks().stream())
                .filter(AgentSink.Hop.class::isInstance)
                .count();
        return new Plan.Senders(calling, lanes);
    }

    private List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        deployment
                .lock()
                .appServers()
                .forEach((stream, hosts) -> hosts.forEach((host, targets) ->
                        move(stream + "/" + host, before.targetsOf(stream, host), targets, true, moves)));
        deployment.lock().agents().forEach((name, agent) -> {
            Lock.Agent old = before.agents().get(name);
            agent.lanes()
                    .forEach((lane, targets) -> move(
                            lane.equals(Lock.HOP) ? name : name + "/" + lane,
                            old == null ? List.of() : old.targets(lane),
                            targets,
                            false,
                            moves));
        });
        return moves;
    }

    private static void move(String sender, List<String> from, List<String> to, boolean isAppServer, List<Move> moves) {
        if (!from.isEmpty() && !to.isEmpty() && !Objects.equals(from.get(0), to.get(0))) {
            moves.add(new Move(sender, from.get(0), to.get(0), isAppServer));
        }
    }
}
