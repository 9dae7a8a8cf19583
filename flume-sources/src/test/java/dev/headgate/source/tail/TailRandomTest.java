package dev.headgate.source.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.source.ChannelRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes, rotates, truncates, deletes, kills and fills the channel at random, and compares what came with what was
 * written. Prints its seed; {@code -Dheadgate.seed=N} runs that one again.
 */
class TailRandomTest {
    private static final int STEPS = 250;
    private static final int NAMES = 3;

    private final long seed = Long.getLong("headgate.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TailRig rig;
    private final List<String> written = new ArrayList<>();
    private final List<Event> arrived = new ArrayList<>();
    private final Map<String, StringBuilder> begun = new HashMap<>();
    private int lines;
    private int rotations;

    TailRandomTest(@TempDir Path folder) throws IOException {
        rig = new TailRig(folder, 40, Map.of("batch-events", "7", "max-line", "64B"));
    }

    @RepeatedTest(5)
    void bringsEachLineOfEachFeederOnceAndInOrder() throws IOException {
        System.out.println("TailRandomTest: -Dheadgate.seed=" + seed);
        rig.start();
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        finish();
        rig.close();

        Map<String, Long> reached = new HashMap<>();
        Set<String> positions = new HashSet<>();
        List<String> once = new ArrayList<>();
        for (Event event : arrived) {
            String feeder = String.valueOf(event.getHeaders().get("headgate.feeder"));
            long position = Long.parseLong(event.getHeaders().get("headgate.position"));
            if (positions.add(feeder + "@" + position)) {
                assertThat(position)
                        .as("position of %s, seed %d", feeder, seed)
                        .isGreaterThan(reached.getOrDefault(feeder, 0L));
                reached.put(feeder, position);
                once.add(ChannelRig.body(event));
            }
        }
        assertThat(once).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(written);
    }

    private void step() throws IOException {
        String name = "app" + random.nextInt(NAMES) + ".log";
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> write(name);
            case 5 -> begin(name);
            case 6 -> rotate(name, name + "." + rotations++);
            case 7 -> rotate(name, "old" + rotations++ + ".log");
            case 8 -> writeAndDelete(name);
            case 9 -> truncate(name);
            case 10 -> rig.restart();
            case 11 -> killBeforePositionsAreWritten();
            case 12 -> changeWhileDown(name);
            case 13 -> rig.clock.advance(Duration.ofSeconds(random.nextInt(20)));
            default -> turn(random.nextBoolean());
        }
    }

    /** One turn, which the channel may refuse; what is in the channel stays there at times, until it is full. */
    private void turn(boolean take) {
        try {
            rig.turn();
        } catch (ChannelException full) {
            assertThat(full).hasMessageContaining("full");
        }
        if (take) {
            arrived.addAll(rig.take());
        }
    }

    private void drain() throws IOException {
        arrived.addAll(rig.take());
        arrived.addAll(rig.drain());
    }

    private void write(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(12);
        for (int index = 0; index < count; index++) {
            String line = begun.getOrDefault(name, new StringBuilder()) + line();
            begun.remove(name);
            text.append(line.substring(line.lastIndexOf('>') + 1));
            written.add(line.replace(">", ""));
            text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        rig.append(name, text.toString());
    }

    /** Begins a line and leaves it. The sign in the model marks what is in the file already. */
    private void begin(String name) throws IOException {
        if (!begun.containsKey(name)) {
            String part = line();
            rig.append(name, part);
            begun.put(name, new StringBuilder(part).append('>'));
        }
    }

    private void rotate(String from, String to) throws IOException {
        if (Files.exists(rig.log(from))) {
            // It must have been seen by this name, or nobody could know that it was rotated.
            turn(true);
            rig.rename(from, to);
            endBegun(from);
        }
    }

    private void writeAndDelete(String name) throws IOException {
        write(name);
        turn(false);
        if (random.nextBoolean()) {
            write(name);
        }
        Files.delete(rig.log(name));
        settle();
    }

    /** Copies are of no interest here: whoever truncates loses what was not read, so all is read before. */
    private void truncate(String name) throws IOException {
        if (!begun.containsKey(name) && Files.exists(rig.log(name))) {
            drain();
            Files.writeString(rig.log(name), "");
            if (random.nextBoolean()) {
                write(name);
            }
            turn(true);
        }
    }

    private void killBeforePositionsAreWritten() throws IOException {
        write("app0.log");
        turn(true);
        drain();
        write("app0.log");
        drain();
        rig.restartAfterPut();
    }

    private void changeWhileDown(String name) throws IOException {
        if (!Files.exists(rig.log(name))) {
            return;
        }
        drain();
        rig.halt();
        write(name);
        rig.rename(name, name + "." + rotations++);
        write(name);
        rig.start();
    }

    /** A line that nobody will complete is one. */
    private void endBegun(String name) {
        StringBuilder rest = begun.remove(name);
        if (rest != null) {
            written.add(rest.substring(0, rest.length() - 1));
        }
    }

    private void settle() throws IOException {
        drain();
        rig.clock.advance(TailedFile.LAST_LINE_WAIT);
        drain();
    }

    private void finish() throws IOException {
        for (int index = 0; index < NAMES; index++) {
            rotate("app" + index + ".log", "end" + index);
        }
        settle();
    }

    private String line() {
        return "line " + lines++ + " " + "x".repeat(random.nextInt(20));
    }
}
