package dev.headgate.source.tail;

import dev.headgate.source.ChannelRig;
import dev.headgate.source.SourceWork.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.jspecify.annotations.Nullable;

/** A tailer on real files and a real channel, driven turn by turn on a clock of its own. */
final class TailRig implements AutoCloseable {
    final Path logs;
    final Path positionFile;
    final MovableClock clock = new MovableClock();
    final TailCounter counter = new TailCounter("tail");
    private final Map<String, String> keys = new HashMap<>();
    private final ChannelRig channel;
    private byte[] positionsAtPut = new byte[0];
    private @Nullable Tailer tailer;

    TailRig(Path folder, int capacity, Map<String, String> more) throws IOException {
        logs = Files.createDirectories(folder.resolve("logs"));
        positionFile = folder.resolve("state").resolve("positions");
        channel = new ChannelRig(capacity);
        keys.put("files", logs + "/*.log");
        keys.put("position-file", positionFile.toString());
        keys.put("host", "bill-a");
        keys.putAll(more);
    }

    TailRig(Path folder) throws IOException {
        this(folder, 100_000, Map.of());
    }

    Path log(String name) {
        return logs.resolve(name);
    }

    void append(String name, String text) throws IOException {
        Files.writeString(
                log(name),
                text,
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    void rename(String from, String to) throws IOException {
        Files.move(log(from), log(to), StandardCopyOption.ATOMIC_MOVE);
    }

    TailRig start() throws IOException {
        TailSettings settings = TailSettings.of(TailOptions.DECLARATION.read("tail", keys, warning -> {}));
        tailer = new Tailer(settings, clock, counter, this::put);
        return this;
    }

    Turn turn() {
        if (tailer == null) {
            throw new IllegalStateException("start first");
        }
        clock.advance(Duration.ofMillis(250));
        return tailer.turn();
    }

    /** Turns until there is nothing more to do, and gives what came into the channel. */
    List<Event> drain() {
        List<Event> events = new ArrayList<>();
        Turn turn;
        do {
            turn = turn();
            events.addAll(channel.takeAll());
        } while (turn == Turn.WORKED);
        return events;
    }

    List<String> lines() {
        return ChannelRig.bodies(drain());
    }

    List<Event> take() {
        return channel.takeAll();
    }

    /** The agent is killed after its last turn, and started again. */
    void restart() throws IOException {
        halt();
        start();
    }

    /** The agent is killed after the channel took the last batch and before the position file was written. */
    void restartAfterPut() throws IOException {
        halt();
        Files.write(positionFile, positionsAtPut);
        start();
    }

    /** The agent ends. */
    void halt() {
        if (tailer != null) {
            tailer.close();
            tailer = null;
        }
    }

    @Override
    public void close() {
        halt();
    }

    private void put(List<Event> events) {
        try {
            byte[] positions = Files.readAllBytes(positionFile);
            channel.processor().processEventBatch(events);
            positionsAtPut = positions;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
