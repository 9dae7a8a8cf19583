package dev.headgate.demo;

import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.Stores;
import dev.headgate.testbed.Supervisor;
import dev.headgate.testbed.TestbedException;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        DemoTopology topology = DemoTopology.at(settings, stores.addresses());
        topology.prepareStores();
        console.say("HDFS, HBase and Kafka are up.");

        Deployment deployment = place(topology);
        topology.prepareChannels(deployment);
        console.say("Rendered %d agents of topology '%s'."
                .formatted(deployment.agents().size(), deployment.topology()));
        FlumeInstall install = DemoInstall.in(settings.home(), folder.path().resolve("flume"));
        Fleet fleet = keep(new Fleet(install, deployment, folder.path(), console::say));
        fleet.start(AGENTS_PATIENCE);
        console.say("All %d agents are up.".formatted(deployment.agents().size()));
        Supervisor supervisor = fleet.supervisor();

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
        int ports = Ports.of(topology.compile(hosts, 1024));
        int first;
        if (settings.firstPort().isPresent()) {
            first = settings.firstPort().getAsInt();
            Ports.requireFree(first, ports);
        } else {
            first = Ports.freeRange(ports);
        }
        return topology.compile(hosts, first);
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
