package dev.headgate.demo;

import dev.headgate.testbed.Stores;
import dev.headgate.testbed.TestbedException;
import dev.headgate.testbed.appserver.RpcAppServer;
import dev.headgate.testbed.appserver.TailedAppServer;
import dev.headgate.testbed.appserver.Workload;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.AppServer.Delivery;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The app servers of a topology, sending. Used by one thread. */
final class AppServers implements AutoCloseable {
    private static final int LINES_PER_FILE = 1000;
    private static final int LOG_LINES_PER_SECOND = 200;

    private final List<dev.headgate.testbed.appserver.AppServer> servers = new ArrayList<>();
    private final Ledger ledger;
    private final Workloads.@Nullable SharedFile input;

    /**
     * Makes the app servers of a deployment; they do not send yet.
     *
     * @param ledger is told every line that was sent
     */
    AppServers(DemoSettings settings, Deployment deployment, Stores stores, Ledger ledger) throws IOException {
        this.ledger = ledger;
        this.input = settings.input().isPresent()
                ? new Workloads.SharedFile(settings.input().get())
                : null;
        int pace = settings.input().isPresent() ? paceOf(settings, deployment) : 0;
        for (AppServer server : deployment.appServers()) {
            int peak = peak(deployment, server);
            Workload workload = new Workload(
                    lines(server, stores), pace > 0 ? pace : peak, line -> ledger.sent(server.stream(), line));
            servers.add(make(server, workload));
        }
    }

    /** Lines a second of one app server, so that all of them have sent the file when the time is up. */
    private static int paceOf(DemoSettings settings, Deployment deployment) throws IOException {
        long lines = Workloads.count(settings.input().orElseThrow());
        double perSecond = lines / (double) settings.duration().toSeconds();
        return (int) Math.max(1, Math.ceil(perSecond / deployment.appServers().size()));
    }

    private static int peak(Deployment deployment, AppServer server) {
        if (server.delivery() instanceof Delivery.Tail) {
            return LOG_LINES_PER_SECOND;
        }
        return deployment.placement().topology().streams().stream()
                .filter(stream -> stream.name().value().equals(server.stream()))
                .mapToInt(stream -> (int)
                        Math.max(1, Math.min(100_000, stream.events().value().perHour() / 3600)))
                .findFirst()
                .orElseThrow();
    }

    private Iterator<String> lines(AppServer server, Stores stores) throws IOException {
        if (input != null) {
            return input.share();
        }
        return server.delivery() instanceof Delivery.Tail
                ? Workloads.following(stores.log())
                : Workloads.clickstream(server.host(), server.host().hashCode());
    }

    private static dev.headgate.testbed.appserver.AppServer make(AppServer server, Workload workload) {
        if (server.delivery() instanceof Delivery.Rpc rpc) {
            List<String> targets =
                    rpc.targets().stream().map(Endpoint::toString).toList();
            return new RpcAppServer(server.host(), targets, Map.of(), workload);
        }
        Delivery.Tail tail = (Delivery.Tail) server.delivery();
        Path folder = Path.of(tail.files().get(0).folder());
        return new TailedAppServer(server.host(), folder, LINES_PER_FILE, workload);
    }

    int count() {
        return servers.size();
    }

    void start() {
        servers.forEach(dev.headgate.testbed.appserver.AppServer::start);
    }

    long sent() {
        return ledger.total();
    }

    /** Whether all have sent what they had to. */
    boolean areDone() {
        return servers.stream().allMatch(server -> server.done().isDone());
    }

    /** Takes no further lines; waits until what was taken is acknowledged. */
    void finish() throws InterruptedException {
        servers.forEach(dev.headgate.testbed.appserver.AppServer::finish);
        for (var server : servers) {
            try {
                server.done().get(2, TimeUnit.MINUTES);
            } catch (ExecutionException failed) {
                throw new TestbedException(String.valueOf(failed.getCause()), failed);
            } catch (TimeoutException stuck) {
                throw new TestbedException(
                        "app server '" + server.name() + "' could not hand its events over within two minutes", stuck);
            }
        }
    }

    @Override
    public void close() throws IOException {
        servers.forEach(dev.headgate.testbed.appserver.AppServer::close);
        if (input != null) {
            input.close();
        }
    }
}
