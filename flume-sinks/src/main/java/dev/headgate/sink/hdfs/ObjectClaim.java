package dev.headgate.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write under a writer's name on an object store: an object that names its holder and that its holder writes
 * anew every few seconds. One that is older than a minute, by the store's own clock, is given up.
 *
 * <p>It keeps two sinks from getting into each other's way; what keeps either from doing harm is the fence (see {@link
 * UploadStage}). A thread of its own writes it; the rest is for one thread.
 */
final class ObjectClaim implements Claim {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectClaim.class);
    private static final Duration RENEWED = Duration.ofSeconds(15);
    private static final Duration GIVEN_UP = Duration.ofMinutes(1);

    private final ObjectFiles objects;
    private final Path file;
    private final Holder holder;
    private final ScheduledExecutorService renewing;

    private ObjectClaim(ObjectFiles objects, Path file, Holder holder) {
        this.objects = objects;
        this.file = file;
        this.holder = holder;
        this.renewing = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "hdfs-claim-" + holder.sink());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes the claim.
     *
     * @throws IOException where another holder has it, and says which one
     */
    static ObjectClaim take(ObjectFiles objects, Path file, Holder holder) throws IOException {
        byte[] own = holder.encode();
        if (!objects.putIfAbsent(file, own)) {
            Optional<Holder> other = objects.read(file).flatMap(Holder::decode);
            if (!other.map(holder::provesGone).orElse(false) && !isGivenUp(objects, file, holder)) {
                throw Claim.taken(file, other);
            }
            other.ifPresent(gone -> LOG.info("Taking '{}' from {}, which is gone.", file, gone));
            objects.put(file, own);
        }
        ObjectClaim claim = new ObjectClaim(objects, file, holder);
        ScheduledFuture<?> untilReleased = claim.renewing.scheduleWithFixedDelay(
                claim::renew, RENEWED.toMillis(), RENEWED.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("'{}' is renewed by {}.", file, untilReleased);
        return claim;
    }

    /**
     * Whether nobody has the claim of another writer any more.
     *
     * @param own a claim that was taken just now: it bears the store's time
     */
    static boolean isGivenUp(ObjectFiles objects, Path file, Path own) throws IOException {
        try {
            long now = objects.fileSystem().getFileStatus(own).getModificationTime();
            return now - objects.fileSystem().getFileStatus(file).getModificationTime() > GIVEN_UP.toMillis();
        } catch (FileNotFoundException none) {
            return true;
        }
    }

    private static boolean isGivenUp(ObjectFiles objects, Path file, Holder holder) throws IOException {
        Path clock = new Path(file.getParent(), "clock-" + holder.run());
        objects.put(clock, holder.encode());
        long now = objects.fileSystem().getFileStatus(clock).getModificationTime();
        objects.delete(clock);
        return now - objects.fileSystem().getFileStatus(file).getModificationTime() > GIVEN_UP.toMillis();
    }

    @Override
    public void confirm() throws IOException {
        Claim.requireOwn(file, holder, objects.read(file).flatMap(Holder::decode));
    }

    private boolean isOwn() throws IOException {
        return objects.read(file).flatMap(Holder::decode).filter(holder::equals).isPresent();
    }

    private void renew() {
        try {
            if (isOwn()) {
                objects.put(file, holder.encode());
            } else {
                LOG.warn("'{}' is another's now; what is not published yet cannot be by this start.", file);
                renewing.shutdown();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.debug("'{}' was not renewed; it is tried again.", file, failed);
        }
    }

    @Override
    public void abandon() {
        renewing.shutdownNow();
    }

    @Override
    public void release() throws IOException {
        renewing.shutdownNow();
        if (isOwn()) {
            objects.delete(file);
        }
    }
}
