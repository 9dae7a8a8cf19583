package dev.headgate.interceptor.registration;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ephemeral node in ZooKeeper: made when the source listens, made again where it got lost, gone with this process at the
 * latest when its session ends.
 *
 * <p>A thread of its own looks after it; {@link #close} may come from any.
 */
final class Registration implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration CHECK = Duration.ofMillis(500);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final RegistrationSettings settings;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "registration");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ZooKeeper session;
    private boolean listened;
    private boolean registered;
    private boolean failing;

    private Registration(RegistrationSettings settings) {
        this.settings = settings;
    }

    static Registration begin(RegistrationSettings settings) {
        Registration registration = new Registration(settings);
        ScheduledFuture<?> unused = registration.keeper.scheduleWithFixedDelay(
                registration::keep, 0, CHECK.toMillis(), TimeUnit.MILLISECONDS);
        return registration;
    }

    private void keep() {
        try {
            ZooKeeper open = session();
            if (open.getState().isConnected() && (listened || listens())) {
                ensureNode(open);
                failing = false;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | KeeperException | RuntimeException failure) {
            // A scheduled task that throws is never run again.
            if (!failing) {
                LOG.warn(
                        "Registering '{}' in ZooKeeper at '{}' failed: {}. It is tried until it works.",
                        settings.node(),
                        settings.quorum(),
                        failure.getMessage());
            }
            failing = true;
        }
    }

    private ZooKeeper session() throws IOException {
        ZooKeeper open = session;
        if (open == null || !open.getState().isAlive()) {
            registered = false;
            open = new ZooKeeper(settings.quorum(), Math.toIntExact(SESSION.toMillis()), event -> {});
            session = open;
        }
        return open;
    }

    /** Whether the source takes connections: before it does, no lane should come. */
    private boolean listens() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(settings.host(), settings.port()), Math.toIntExact(CHECK.toMillis()));
            listened = true;
        } catch (IOException notYet) {
            LOG.debug("Nothing listens at {} yet", settings.address(), notYet);
        }
        return listened;
    }

    private void ensureNode(ZooKeeper open) throws KeeperException, InterruptedException {
        Stat there = open.exists(settings.node(), false);
        if (there != null && there.getEphemeralOwner() == open.getSessionId()) {
            return;
        }
        if (there != null) {
            // Of the process that was here before, whose session has not ended yet.
            open.delete(settings.node(), there.getVersion());
        }
        makeParents(open);
        open.create(settings.node(), new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        LOG.info("Registered '{}' in ZooKeeper{}.", settings.node(), registered ? " again" : "");
        registered = true;
    }

    private void makeParents(ZooKeeper open) throws KeeperException, InterruptedException {
        for (int slash = settings.path().indexOf('/', 1);
                ;
                slash = settings.path().indexOf('/', slash + 1)) {
            String parent = slash < 0 ? settings.path() : settings.path().substring(0, slash);
            if (open.exists(parent, false) == null) {
                try {
                    open.create(parent, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                } catch (KeeperException.NodeExistsException another) {
                    LOG.debug("Another agent has made '{}'", parent, another);
                }
            }
            if (slash < 0) {
                return;
            }
        }
    }

    /** Takes the node away. */
    @Override
    public void close() {
        keeper.shutdownNow();
        try {
            if (!keeper.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Registration '{}' does not end; its node goes with its session.", settings.node());
                return;
            }
            if (session != null) {
                session.close();
                session = null;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
