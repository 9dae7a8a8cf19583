package dev.headgate.source.tail;

import dev.headgate.source.SourceWork;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flume.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the lines of files to a channel, at least once and in the order of each file.
 *
 * <p>A turn looks at the files where it is time to, reads a batch, hands it over, and only then moves on and writes the
 * position file. A batch that is refused is read again. The name of a feeder is in the position file before its first
 * event is in the channel. Used by the source's thread.
 */
final class Tailer implements SourceWork {
    private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);

    private final TailSettings settings;
    private final Clock clock;
    private final TailCounter counter;
    private final Consumer<List<Event>> channel;
    private final Troubles troubles;
    private final PositionFile positions;
    private final TailedFiles files;
    private final LineReader reader;
    private boolean unsaved = true;
    private boolean saveFailed;
    private boolean idle = true;
    private long looked;

    /**
     * Makes a tailer that goes on where the position file says.
     *
     * @param channel takes a batch as a whole, or throws and takes none
     * @throws IOException where the position file can neither be read nor set aside
     */
    Tailer(TailSettings settings, Clock clock, TailCounter counter, Consumer<List<Event>> channel) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.counter = counter;
        this.channel = channel;
        this.troubles = new Troubles(counter);
        this.positions = new PositionFile(settings.positionFile(), clock);
        this.files = TailedFiles.restored(new Folders(settings.files()), positions.load(), settings.start(), troubles);
        this.reader = new LineReader(settings.maxLine());
    }

    @Override
    public Turn turn() {
        long now = clock.millis();
        if (idle || now - looked >= settings.poll().toMillis()) {
            files.look(now);
            looked = now;
        }
        TailBatch batch = read(now);
        save();
        idle = batch.events().isEmpty();
        if (idle) {
            return Turn.IDLE;
        }
        deliver(batch);
        unsaved = true;
        save();
        return Turn.WORKED;
    }

    @Override
    public void close() {
        save();
        files.close();
    }

    private TailBatch read(long now) {
        TailBatch batch = new TailBatch(settings.batchEvents(), settings.host(), now);
        for (TailedFile file : files.all()) {
            if (batch.isFull()) {
                break;
            }
            if (file.isReadable(now)) {
                readFile(file, batch, now);
            }
        }
        counter.setBytesBehind(files.bytesBehind());
        return batch;
    }

    private void readFile(TailedFile file, TailBatch batch, long now) {
        try {
            if (!files.verify(file, now)) {
                return;
            }
            long cuts = batch.cuts();
            long end = reader.read(file.handle().orElseThrow(), file.offset(), file.isEnded(now), batch.of(file));
            if (batch.cuts() > cuts && file.noteCut()) {
                LOG.warn(
                        "A line of file '{}' is longer than 'max-line' and is cut into pieces. Raise 'max-line' if they "
                                + "belong together.",
                        file.path());
            }
            troubles.over(file);
            if (batch.isFull()) {
                files.putLast(file);
            } else {
                file.waitForRestOfLine(end);
            }
        } catch (IOException failed) {
            troubles.with(file, failed);
        }
    }

    private void deliver(TailBatch batch) {
        int count = batch.events().size();
        counter.addToEventReceivedCount(count);
        counter.incrementAppendBatchReceivedCount();
        try {
            channel.accept(batch.events());
        } catch (RuntimeException refused) {
            counter.incrementChannelWriteFail();
            throw refused;
        }
        batch.stored();
        counter.addToEventAcceptedCount(count);
        counter.incrementAppendBatchAcceptedCount();
        counter.addToCutCount(batch.cuts());
        counter.setBytesBehind(files.bytesBehind());
    }

    private void save() {
        unsaved |= files.takeChanged();
        if (!unsaved) {
            return;
        }
        try {
            positions.save(files.positions());
            unsaved = false;
            saveFailed = false;
        } catch (IOException failed) {
            if (!saveFailed) {
                LOG.warn(
                        "Cannot write position file '{}' of key 'position-file': {}. The source goes on; what it reads "
                                + "until it can write would be read again after a restart.",
                        settings.positionFile(),
                        failed.toString());
            }
            saveFailed = true;
        }
    }
}
