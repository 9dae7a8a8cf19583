package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Runs.Recovered;
import dev.headgate.sink.hdfs.Step.Watch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer's place in the store, taken for one start of a sink: connection, lock and run.
 *
 * <p>Used by one thread; {@link Run#create} by others too.
 */
final class WriterHome {
    private static final Logger LOG = LoggerFactory.getLogger(WriterHome.class);

    private final HdfsStore store;
    private final WriterLock lock;
    private final List<Recovered> recovered;
    private final Run run;
    private final Watch watch;

    private WriterHome(HdfsStore store, WriterLock lock, List<Recovered> recovered, Run run, Watch watch) {
        this.store = store;
        this.lock = lock;
        this.recovered = recovered;
        this.run = run;
        this.watch = watch;
    }

    /**
     * Takes the place, and finishes or discards what earlier starts left there.
     *
     * @throws IOException where the store cannot be reached, or another sink has the writer's name
     */
    static WriterHome take(HdfsSettings settings, Holder holder, Instant now, Watch watch) throws IOException {
        HdfsStore store = HdfsStore.open(settings);
        WriterLock lock = null;
        try {
            lock = WriterLock.take(store.fileSystem(), new Path(store.home(), "lock"), holder);
            watch.reached(Step.LOCK_TAKEN);
            Runs runs = new Runs(store.fileSystem(), store.root(), store.home(), watch);
            List<Recovered> recovered = runs.recover();
            new Orphans(store.fileSystem(), store.root(), settings.orphanAge()).look(store.home(), now);
            Run run = runs.begin(holder.run());
            watch.reached(Step.RUN_BEGUN);
            return new WriterHome(store, lock, recovered, run, watch);
        } catch (IOException | RuntimeException failed) {
            giveBack(store, lock, failed);
            throw failed;
        }
    }

    private static void giveBack(HdfsStore store, @Nullable WriterLock lock, Exception failed) {
        try {
            if (lock != null) {
                lock.release();
            }
            store.close();
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }

    HdfsStore store() {
        return store;
    }

    Run run() {
        return run;
    }

    /** Epochs that earlier starts published and may not have acknowledged. */
    List<Recovered> recovered() {
        return recovered;
    }

    /** Gives the place back; nothing of the run may be waiting to be published. */
    void leave() throws IOException {
        run.remove();
        lock.release();
        store.prune();
        watch.reached(Step.LOCK_RELEASED);
        store.close();
    }

    /** Closes the connection and leaves everything else to the next start. */
    void abandon() {
        try {
            store.close();
        } catch (IOException | RuntimeException failed) {
            LOG.debug("Closing an abandoned connection failed.", failed);
        }
    }
}
