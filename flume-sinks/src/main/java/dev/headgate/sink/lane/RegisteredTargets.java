package dev.headgate.sink.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is registered below a node of ZooKeeper: a child for each agent, named {@code host:port}.
 *
 * <p>It asks in a session of its own each time, so a lane keeps none between.
 */
record RegisteredTargets(String quorum, String path) implements Targets {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredTargets.class);
    private static final Duration SESSION = Duration.ofSeconds(10);

    @Override
    public List<Target> find(String lane) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper session = new ZooKeeper(quorum, Math.toIntExact(SESSION.toMillis()), event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        try {
            if (!connected.await(SESSION.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("ZooKeeper at '" + quorum + "' does not answer. Check that it runs");
            }
            return Shares.order(lane, targets(session.getChildren(path, false)));
        } catch (KeeperException refused) {
            throw new IOException(
                    "the targets registered in ZooKeeper at '" + quorum + path + "' cannot be read: "
                            + refused.getMessage() + ". Check that agents register there",
                    refused);
        } finally {
            session.close();
        }
    }

    private List<Target> targets(List<String> children) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (String child : children) {
            try {
                targets.add(Target.parse(child));
            } catch (IllegalArgumentException noTarget) {
                LOG.warn("Node '{}/{}' in ZooKeeper names no target: {}.", path, child, noTarget.getMessage());
            }
        }
        if (targets.isEmpty()) {
            throw new IOException(
                    "no agent is registered in ZooKeeper at '" + quorum + path + "'. Start the next tier");
        }
        return targets;
    }
}
