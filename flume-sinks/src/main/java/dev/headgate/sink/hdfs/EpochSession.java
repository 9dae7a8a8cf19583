package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.kit.progress.ProgressChannel;
import dev.headgate.sink.DeadLetters;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.hdfs.EpochFiles.Written;
import dev.headgate.sink.hdfs.Manifest.Afterwards;
import dev.headgate.sink.hdfs.Step.Watch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected stretch of a sink that reads a journal: from taking its place in the store to leaving it, or to the
 * first failure.
 *
 * <p>After a failure, whatever it is, the session is abandoned and another opened, which recovers as a start of the
 * agent does: there is one way out of every trouble. Used by one thread.
 */
final class EpochSession {
    private static final Logger LOG = LoggerFactory.getLogger(EpochSession.class);
    private static final Duration IDLE = Duration.ofMillis(50);

    private final String sink;
    private final HdfsSettings settings;
    private final Clock clock;
    private final Watch watch;
    private final HdfsCounter counter;
    private final DeadLetters deadLetters;
    private final String journal;
    private final EventCursor cursor;
    private final StoreThread nameNode;
    private final WriterHome home;
    private final PublishedBefore publishedBefore;
    private final Epoch epoch;
    private final EpochFileNames names;
    private final DoneTime done;
    private final LateEvents late;
    private final @Nullable Completion completion;
    private boolean recoveredRunsStand;

    private EpochSession(
            HdfsSinkContext context, String journal, EventCursor cursor, StoreThread nameNode, WriterHome home)
            throws IOException {
        this.sink = context.sink();
        this.settings = context.settings();
        this.clock = context.clock();
        this.watch = context.watch();
        this.counter = context.counter();
        this.deadLetters = context.deadLetters();
        this.journal = journal;
        this.cursor = cursor;
        this.nameNode = nameNode;
        this.home = home;
        this.publishedBefore = new PublishedBefore(journal, home.recovered());
        this.recoveredRunsStand = !home.recovered().isEmpty();
        this.names =
                new EpochFileNames(settings.writer(), journal, settings.format().extension());
        FileThreads fileThreads = new FileThreads("hdfs-files-" + sink, settings.login());
        this.epoch = new Epoch(
                IntStream.rangeClosed(1, settings.writers())
                        .mapToObj(number -> new Epoch.Writer(
                                new StoreThread(
                                        "hdfs-writer-" + number + "-" + sink, context.patience(), settings.login()),
                                new EpochFiles(home.stage(), fileThreads, settings, names, clock)))
                        .toList(),
                fileThreads);
        this.late = LateEvents.begin(context, home, nameNode, fileThreads);
        this.done = new DoneTime(settings.lateness());
        this.completion = settings.success()
                ? Completion.begin(new DoneMarks(home.store(), settings), nameNode, done, clock.instant())
                : null;
    }

    /**
     * Takes the journal's cursor, then the place in the store.
     *
     * @throws IOException where either cannot be had yet
     */
    static EpochSession open(HdfsSinkContext context, ProgressChannel channel) throws IOException {
        String journal = channel.journalId();
        EventCursor cursor = openCursor(context.sink(), channel);
        StoreThread nameNode = new StoreThread(
                "hdfs-" + context.sink(), context.patience(), context.settings().login());
        try {
            context.watch().reached(Step.CURSOR_OPENED);
            Holder holder =
                    Holder.here(context.sink(), journal, UUID.randomUUID().toString());
            WriterHome home = nameNode.call(() ->
                    WriterHome.take(context.settings(), holder, context.clock().instant(), context.watch()));
            try {
                return new EpochSession(context, journal, cursor, nameNode, home);
            } catch (Throwable failed) {
                abandon(home, context.sink());
                throw failed;
            }
        } catch (Throwable failed) {
            nameNode.abandon();
            cursor.close();
            throw failed;
        }
    }

    private static EventCursor openCursor(String sink, ProgressChannel channel) throws IOException {
        try {
            return channel.openCursor(sink);
        } catch (IllegalStateException taken) {
            throw new IOException(taken.getMessage(), taken);
        }
    }

    /** Reads and hands over one batch, and publishes where it is time to. */
    void turn() throws IOException, InterruptedException {
        List<PositionedEvent> read = cursor.next(settings.batchEvents(), IDLE);
        List<PositionedEvent> fresh = publishedBefore.without(read, cursor);
        counter.alreadyPublished(read.size() - fresh.size());
        counter.addToEventDrainAttemptCount(fresh.size());
        if (recoveredRunsStand && publishedBefore.isPassed()) {
            nameNode.call(() -> {
                publishedBefore.remove();
                return null;
            });
            recoveredRunsStand = false;
        }
        if (!fresh.isEmpty()) {
            epoch.write(fresh, clock.instant(), late.heldUntil(done, clock.instant()));
            watch.reached(Step.BATCH_WRITTEN);
        }
        if (read.isEmpty()) {
            done.readToEnd(clock.instant(), epoch.isEmpty());
        }
        if (epoch.isDue(settings, clock.instant()) || (!epoch.isEmpty() && cursor.isCrowding())) {
            publish();
        }
        if (epoch.isEmpty() && late.isDue(clock.instant())) {
            late.merge(journal, names);
        }
        if (completion != null) {
            completion.look(clock.instant());
        }
    }

    private void publish() throws IOException {
        Written written = epoch.close();
        watch.reached(Step.FILES_CLOSED);
        Manifest manifest = new Manifest(
                journal, epoch.first(), epoch.last(), written.files(), new Afterwards(settings.audit(), List.of()));
        if (manifest.events() + written.rejected().size() != epoch.events()) {
            throw new IOException("files hold " + manifest.events() + " of " + epoch.events() + " events");
        }
        setAside(written.rejected());
        if (completion != null) {
            completion.publishing(written.ends(), clock.instant());
        }
        if (!manifest.files().isEmpty()) {
            nameNode.call(() -> {
                home.stage().finish(home.stage().publish(manifest));
                return null;
            });
        }
        cursor.acknowledge(manifest.last());
        watch.reached(Step.ACKNOWLEDGED);
        nameNode.call(() -> {
            home.stage().forget();
            return null;
        });
        epoch.reset();
        done.published();
        late.published(manifest);
        counter.published(manifest);
        LOG.info(
                "Published {} events, positions {} to {}, in {} files of {} bytes in sink '{}'.",
                manifest.events(),
                manifest.first(),
                manifest.last(),
                manifest.files().size(),
                manifest.bytes(),
                sink);
    }

    private void setAside(List<Rejected> rejected) throws IOException {
        if (!rejected.isEmpty()) {
            deadLetters.keep(journal, rejected);
            counter.rejected(rejected.size());
        }
    }

    /** Publishes what was read and leaves the place. */
    void finish() throws IOException {
        if (!epoch.isEmpty()) {
            publish();
        }
        if (completion != null) {
            completion.leave(isJournalEmpty(), clock.instant());
        }
        late.leave();
        nameNode.call(() -> {
            home.leave();
            return null;
        });
        epoch.end();
        nameNode.end();
        cursor.close();
    }

    private boolean isJournalEmpty() throws IOException {
        try {
            return cursor.next(1, Duration.ZERO).isEmpty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Gives everything up at once: the events stay in the journal, and the next session removes what was written of
     * them.
     */
    void abandon() {
        epoch.abandon();
        nameNode.abandon();
        cursor.close();
        abandon(home, sink);
    }

    /** It may hang where the store does, and nobody needs to wait for it. */
    private static void abandon(WriterHome home, String sink) {
        Thread closing = new Thread(home::abandon, "hdfs-close-" + sink);
        closing.setDaemon(true);
        closing.start();
    }
}
