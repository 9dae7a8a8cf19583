package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes at all are answered by problems. {@code -Dheadgate.test.seed=N} repeats a run, {@code -Dfuzz.rounds=N} makes it longer. */
class TopologyFuzzTest {
    private static final List<String> PIECES = List.of(
            "\t",
            "\n",
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!x ",
            "%",
            "@",
            "`",
            "'",
            "\"",
            "|",
            ">",
            "? ",
            "---\n",
            "...\n",
            "#",
            ",",
            "~",
            "0",
            "-1",
            "99999999999999999999",
            "/s",
            "${x}",
            "\u0000",
            "\ufeff",
            "\u2028",
            "[0-999999]",
            "<<: ",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");

    @Test
    void neverThrowsWhateverTheBytes() throws IOException {
        long seed = Long.getLong("headgate.test.seed", System.nanoTime());
        System.out.println("Fuzzing with -Dheadgate.test.seed=" + seed);
        Random random = new Random(seed);
        byte[] example = Files.readAllBytes(Path.of("../examples/clickstream.yaml"));
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 3000); round++) {
            byte[] bytes = mutated(example, random);
            Outcome<Deployment> outcome = read(bytes, "seed " + seed + ", round " + round);
            assertThat(outcome.hasFailed() && outcome.problems().isEmpty())
                    .as("failed without a word: seed %d, round %d", seed, round)
                    .isFalse();
            outcome.problems().forEach(problem -> assertThat(problem.text()).contains("["));
        }
    }

    private static Outcome<Deployment> read(byte[] bytes, String round) {
        try {
            return Written.read(bytes).then(Written::compile);
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError(round + " threw for:\n" + new String(bytes, StandardCharsets.UTF_8), thrown);
        }
    }

    private static byte[] mutated(byte[] example, Random random) {
        byte[] bytes = example.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + random.nextInt(40));
            bytes = switch (random.nextInt(4)) {
                case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
                case 1 -> joined(bytes, at, new byte[0], end);
                case 2 ->
                    joined(bytes, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8), at);
                default ->
                    joined(
                            bytes,
                            at,
                            Arrays.copyOfRange(
                                    example, Math.min(at, example.length), Math.min(example.length, at + 60)),
                            at);
            };
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
        byte[] joined = Arrays.copyOf(bytes, head + middle.length + Math.max(0, bytes.length - tail));
        System.arraycopy(middle, 0, joined, head, middle.length);
        if (tail < bytes.length) {
            System.arraycopy(bytes, tail, joined, head + middle.length, bytes.length - tail);
        }
        return joined;
    }
}
