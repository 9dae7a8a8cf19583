package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Stages.Recovered;
import dev.headgate.sink.hdfs.Step.Watch;
import dev.headgate.sink.hdfs.UploadStages.FenceAge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer's place in the store, taken for one start of a sink: connection, claim and stage.
 *
 * <p>Used by one thread; {@link Stage#create} by others too.
 */
final class WriterHome {
    private static final Logger LOG = LoggerFactory.getLogger(WriterHome.class);

    private final HdfsStore store;
    private final Claim claim;
    private final List<Recovered> recovered;
    private final Stage stage;
    private final Watch watch;

    private WriterHome(HdfsStore store, Claim claim, List<Recovered> recovered, Stage stage, Watch watch) {
        this.store = store;
        this.claim = claim;
        this.recovered = recovered;
        this.stage = stage;
        this.watch = watch;
    }

    /**
     * Takes the place, and finishes or discards what earlier starts left there.
     *
     * @throws IOException where the store cannot be reached, or another sink has the writer's name
     */
    static WriterHome take(HdfsSettings settings, Holder holder, Instant now, Watch watch) throws IOException {
        HdfsStore store = HdfsStore.open(settings);
        Claim claim = null;
        try {
            claim = claim(store, holder);
            watch.reached(Step.LOCK_TAKEN);
            Stages stages = store.keepsObjects()
                    ? new UploadStages(store, new FenceAge(settings.orphanAge(), now), watch)
                    : new Runs(store.fileSystem(), store.root(), store.home(), settings.flush() == Flush.HSYNC, watch);
            List<Recovered> recovered = new ArrayList<>(stages.recover());
            recovered.addAll(stages.recoverRenamed(holder.journal()));
            new Orphans(store, settings.orphanAge()).look(now);
            Stage stage = stages.begin(holder.run());
            watch.reached(Step.RUN_BEGUN);
            confirm(claim, stage);
            return new WriterHome(store, claim, recovered, stage, watch);
        } catch (IOException | RuntimeException failed) {
            giveBack(store, claim, failed);
            throw failed;
        }
    }

    private static Claim claim(HdfsStore store, Holder holder) throws IOException {
        Path lock = new Path(store.home(), "lock");
        return store.keepsObjects()
                ? ObjectClaim.take(new ObjectFiles(store.fileSystem()), lock, holder)
                : WriterLock.take(store.fileSystem(), lock, holder);
    }

    /** Whoever takes the claim from now on finds the stage and fences it; one who took it before does not know of the stage. */
    private static void confirm(Claim claim, Stage stage) throws IOException {
        try {
            claim.confirm();
        } catch (IOException taken) {
            stage.remove();
            throw taken;
        }
    }

    private static void giveBack(HdfsStore store, @Nullable Claim claim, Exception failed) {
        try {
            if (claim != null) {
                claim.release();
            }
            store.close();
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }

    HdfsStore store() {
        return store;
    }

    Stage stage() {
        return stage;
    }

    /** Epochs that earlier starts published and may not have acknowledged. */
    List<Recovered> recovered() {
        return recovered;
    }

    /** Gives the place back; nothing of the stage may be waiting to be published. */
    void leave() throws IOException {
        stage.remove();
        claim.release();
        store.prune();
        watch.reached(Step.LOCK_RELEASED);
        store.close();
    }

    /** Closes the connection and leaves everything else to the next start. */
    void abandon() {
        claim.abandon();
        try {
            store.close();
        } catch (IOException | RuntimeException failed) {
            LOG.debug("Closing an abandoned connection failed.", failed);
        }
    }
}
