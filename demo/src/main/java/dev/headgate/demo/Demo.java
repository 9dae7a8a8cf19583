package dev.headgate.demo;

import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.Stores;
import dev.headgate.testbed.Supervisor;
import dev.headgate.testbed.TestbedException;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of the demo. {@link #run} is called once, by one thread; {@link #close} ends every process that was started,
 * and may come from another thread in the middle of it.
 */
final class Demo implements AutoCloseable {
    private static final Duration STORES_PATIENCE = Duration.ofMinutes(2);
    private static final Duration AGENTS_PATIENCE = Duration.ofSeconds(90);
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);
    private static final int QUIET_ROUNDS = 3;

    private final DemoSettings settings;
    private final WorkFolder folder;
    private final DemoConsole console;
    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean closed;

    Demo(DemoSettings settings, WorkFolder folder, DemoConsole console) {
        this.settings = settings;
        this.folder = folder;
        this.console = console;
    }

    DemoReport run() throws IOException, InterruptedException {
        console.say("Starting HDFS, HBase and Kafka in '" + folder.path() + "'.");
        Stores stores = keep(Stores.start(settings.home(), folder.path().resolve("stores"), STORES_PATIENCE));
        DemoTopology topology = DemoTopology.at(settings.topology(), stores.addresses());
        topology.prepareStores();
        console.say("HDFS, HBase and Kafka are up.");

        Deployment deployment = place(topology);
        Path rendered = folder.path().resolve("rendered");
        deployment.writeTo(rendered);
        console.say("Rendered %d agents of topology '%s'."
                .formatted(deployment.agents().size(), deployment.topology()));
        Supervisor supervisor = keep(new Supervisor(install(), RESTART_PAUSE, console::say));
        startAgents(supervisor, deployment, rendered);

        Ledger ledger = new Ledger();
        AppServers appServers = keep(new AppServers(settings, deployment, stores, ledger));
        FlowBoard board = new FlowBoard(deployment.agents());
        double begun = console.seconds();
        send(appServers, board, supervisor, topology, deployment);
        drain(appServers, board, supervisor, deployment);
        double flowed = console.seconds() - begun;
        List<String> names = deployment.agents().stream().map(Agent::name).toList();
        int restarts = names.stream().mapToInt(supervisor::restarts).sum();
        console.say("The channels are empty. Stopping the agents.");
        supervisor.stopAll(names, STOP_PATIENCE);

        console.say("Reading the stores back.");
        List<Audit.Result> results = new ArrayList<>();
        for (Store store : topology.stores()) {
            results.add(Audit.of(store.name().value(), ledger.of(topology.streamsInto(store)), topology.reader(store)));
        }
        return new DemoReport(ledger.total(), restarts, flowed, console.seconds(), results);
    }

    private synchronized <T extends AutoCloseable> T keep(T resource) {
        if (closed) {
            closeQuietly(resource);
            throw new TestbedException("it was ended");
        }
        open.add(resource);
        return resource;
    }

    private Deployment place(DemoTopology topology) {
        Path hosts = folder.path().resolve("hosts");
        int ports = portsOf(topology.compile(hosts, 1024));
        int first;
        if (settings.firstPort().isPresent()) {
            first = settings.firstPort().getAsInt();
            Ports.requireFree(first, ports);
        } else {
            first = Ports.freeRange(ports);
        }
        return topology.compile(hosts, first);
    }

    private static int portsOf(Deployment deployment) {
        return (int) deployment.agents().stream()
                .flatMap(agent -> Stream.concat(agent.endpoints().stream(), Stream.of(agent.metrics())))
                .mapToInt(Endpoint::port)
                .distinct()
                .count();
    }

    private FlumeInstall install() throws IOException {
        Path distribution = unpackedDistribution();
        return FlumeInstall.assemble(
                folder.path().resolve("flume"),
                FlumeInstall.stockLib(settings.home()),
                jars(distribution.resolve("lib")),
                jars(distribution.resolve("plugins.d/headgate/libext")));
    }

    private Path unpackedDistribution() throws IOException {
        try (Stream<Path> found = Files.walk(settings.home().resolve("distribution/target"), 3)) {
            return found.filter(path -> path.endsWith("plugins.d"))
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow(
                            () -> new TestbedException("the distribution is not built. Run mvn -DskipTests package"));
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        }
    }

    /** The innermost tier first, so that every agent finds the next one. */
    private void startAgents(Supervisor supervisor, Deployment deployment, Path rendered) throws InterruptedException {
        List<Agent> inside = new ArrayList<>(deployment.agents());
        Collections.reverse(inside);
        for (Agent agent : inside) {
            supervisor.start(agent.name(), rendered.resolve(Deployment.folder(agent)), consoleLog(agent.name()));
        }
        AgentMetrics metrics = new AgentMetrics();
        long deadline = System.nanoTime() + AGENTS_PATIENCE.toNanos();
        for (Agent agent : inside) {
            while (!isUp(agent, metrics)) {
                if (System.nanoTime() > deadline) {
                    throw new TestbedException("agent '%s' did not come up within %d s. Its last lines:%s"
                            .formatted(agent.name(), AGENTS_PATIENCE.toSeconds(), lastLines(consoleLog(agent.name()))));
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        console.say("All %d agents are up.".formatted(inside.size()));
    }

    private static boolean isUp(Agent agent, AgentMetrics metrics) throws InterruptedException {
        return metrics.read(agent).isPresent() && agent.endpoints().stream().allMatch(Ports::isListening);
    }

    private Path consoleLog(String agent) {
        return folder.path().resolve("consoles").resolve(agent + ".log");
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException unreadable) {
            return " (" + unreadable + ")";
        }
    }

    private void send(
            AppServers appServers, FlowBoard board, Supervisor supervisor, DemoTopology topology, Deployment deployment)
            throws InterruptedException {
        console.say("%d app servers send for %d s."
                .formatted(appServers.count(), settings.duration().toSeconds()));
        appServers.start();
        double begun = console.seconds();
        double length = settings.duration().toSeconds();
        List<Kill> kills = new ArrayList<>(List.of(
                new Kill(begun + length * 0.35, first(deployment, topology.outermost())),
                new Kill(begun + length * 0.6, first(deployment, topology.innermost()))));
        while (!kills.isEmpty() || (console.seconds() < begun + length && !appServers.areDone())) {
            if (!kills.isEmpty() && console.seconds() >= kills.get(0).at()) {
                String agent = kills.remove(0).agent();
                console.say("kill -9 of agent '%s' (process %d).".formatted(agent, supervisor.kill(agent)));
            }
            watch(board, appServers);
        }
        appServers.finish();
        console.say("The app servers have sent %,d events.".formatted(appServers.sent()));
    }

    private record Kill(double at, String agent) {}

    private static String first(Deployment deployment, String tier) {
        return deployment.agents().stream()
                .filter(agent -> agent.tier().equals(tier))
                .findFirst()
                .map(Agent::name)
                .orElseThrow();
    }

    private void watch(FlowBoard board, AppServers appServers) throws InterruptedException {
        board.refresh();
        console.show(board.tiers(), appServers.sent());
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private void drain(AppServers appServers, FlowBoard board, Supervisor supervisor, Deployment deployment)
            throws InterruptedException {
        console.say("Waiting until the channels are empty.");
        long deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        List<FlowBoard.TierFlow> before = List.of();
        int quiet = 0;
        while (quiet < QUIET_ROUNDS && System.nanoTime() < deadline) {
            watch(board, appServers);
            boolean allRun = deployment.agents().stream().allMatch(agent -> supervisor.isAlive(agent.name()));
            quiet = allRun && board.isDrained() && board.tiers().equals(before) ? quiet + 1 : 0;
            before = board.tiers();
        }
        if (quiet < QUIET_ROUNDS) {
            console.say("The channels did not become empty within " + DRAIN_PATIENCE.toSeconds() + " s.");
        }
    }

    /** Ends everything, as the process was told to end. */
    void endBySignal() {
        console.sayLast("Ended by a signal: stopping every process"
                + (settings.keep() ? "; the files stay in '" + folder.path() + "'." : " and removing the files."));
        close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (int last = open.size() - 1; last >= 0; last--) {
            closeQuietly(open.remove(last));
        }
    }

    private void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception failed) {
            console.say("Ending a part of the demo failed: " + failed);
        }
    }
}
