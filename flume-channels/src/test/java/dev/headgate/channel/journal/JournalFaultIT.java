package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process at random moments while it puts and takes, and holds what it was told against what it gets later. */
class JournalFaultIT {
    private static final long UP_TO = 100_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final Map<String, Feeder> feeders = new HashMap<>();
    private int transactions;

    /** What the test knows of a feeder. */
    private static final class Feeder {
        long confirmed = -1;
        long taken = -1;
        /** The highest position of the transaction whose commit was asked for and not confirmed. */
        long perhapsTaken = -1;

        long last = -1;
        boolean isFresh = true;
    }

    @Test
    void keepsItsPromiseWheneverItIsKilled() throws Exception {
        long seed = Long.getLong("headgate.test.seed", System.nanoTime());
        Random random = new Random(seed);
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("headgate.test.seconds", 20)).toNanos();
        int kills = 0;
        while (System.nanoTime() < end) {
            run(
                    random,
                    UP_TO,
                    Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(800) : 700 + random.nextInt(1200)));
            kills++;
        }
        long highest = feeders.values().stream()
                .mapToLong(feeder -> Math.max(feeder.confirmed, feeder.last))
                .max()
                .orElse(0);
        // The last one is not killed: it fills up what the others left out.
        run(random, highest + 5000, Duration.ZERO);

        assertThat(feeders).as("seed %d", seed).hasSize(JournalChild.FEEDERS);
        feeders.forEach((name, feeder) ->
                assertThat(feeder.taken).as("%s, seed %d", name, seed).isEqualTo(highest + 5000 - 1));
        assertThat(kills).isGreaterThan(3);
        assertThat(transactions).isGreaterThan(100);
    }

    /** Runs the process and kills it after the time, unless that is zero. */
    private void run(Random random, long upTo, Duration life) throws Exception {
        feeders.values().forEach(feeder -> feeder.isFresh = true);
        Process child = JournalChild.start(
                List.of("-Xmx128m"), "work", folder.toString(), Long.toString(upTo), Long.toString(random.nextLong()));
        Thread killer = new Thread(() -> kill(child, life));
        if (!life.isZero()) {
            killer.start();
        }
        boolean isDone = false;
        try (BufferedReader lines = JournalChild.output(child)) {
            Map<String, List<Long>> open = Map.of();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("put ")) {
                    String[] words = line.split(" ", -1);
                    feeder(words[1]).confirmed = Long.parseLong(words[2]);
                } else if (line.startsWith("taking")) {
                    open = JournalChild.byFeeder(line.substring("taking".length()));
                    check(open);
                } else if (line.equals("taken")) {
                    commit(open);
                }
                isDone |= line.equals("done");
            }
        }
        killer.join();
        child.destroyForcibly();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(isDone).isEqualTo(life.isZero());
    }

    private static void kill(Process child, Duration after) {
        try {
            child.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        // Process.destroyForcibly would close the stream that is being read.
        child.toHandle().destroyForcibly();
    }

    private Feeder feeder(String name) {
        return feeders.computeIfAbsent(name, unknown -> new Feeder());
    }

    /** A feeder's events come without a gap from the first that was not taken for good. */
    private void check(Map<String, List<Long>> taking) throws IOException {
        taking.forEach((name, positions) -> {
            Feeder feeder = feeder(name);
            long first = positions.get(0);
            if (feeder.isFresh) {
                assertThat(first).as(name).isIn(feeder.taken + 1, feeder.perhapsTaken + 1);
                feeder.isFresh = false;
            } else {
                assertThat(first).as(name).isEqualTo(feeder.last + 1);
            }
            for (int index = 1; index < positions.size(); index++) {
                assertThat(positions.get(index)).as(name).isEqualTo(first + index);
            }
            feeder.last = first + positions.size() - 1;
            feeder.taken = first - 1;
            feeder.perhapsTaken = feeder.last;
        });
    }

    private void commit(Map<String, List<Long>> taken) {
        transactions++;
        taken.keySet().forEach(name -> {
            Feeder feeder = feeder(name);
            feeder.taken = feeder.last;
            feeder.perhapsTaken = feeder.last;
        });
    }
}
