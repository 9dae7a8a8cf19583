package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of any bytes: a command says what is wrong with them, and never that it has a bug. */
class AnyBytesTest {
    private static final List<String> PIECES = List.of(
            "\\u00zz",
            "\\",
            "\\\n",
            "=",
            "\u0000",
            "\ufeff",
            "${env:X}",
            "${",
            ".",
            "..",
            "a1.",
            " = ",
            "\n",
            "99999999999999999999",
            "-1",
            "%",
            "\u00e9",
            "*",
            "lock: ",
            "[",
            "{");

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return HeadgateCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }

    @Test
    void lintAnswersWhateverAFlumeConfHolds() throws IOException {
        byte[] bad = Files.readAllBytes(Path.of("src/test/resources/lint/bad.conf"));
        Seeded.rounds(300, random -> {
            Path file = write("any.conf", mutated(bad, random));

            assertThat(run("lint", file.toString())).as(out.toString()).isLessThan(ExitStatus.COULD_NOT_RUN);
            assertThat(out.toString()).doesNotContain("\tat ").endsWith(".\n");
        });
    }

    @Test
    void planAnswersWhateverALockHolds() throws IOException {
        Path topology = Files.copy(Path.of("../examples/one-tier.yaml"), folder.resolve("one-tier.yaml"));
        String rendered = folder.resolve("out").toString();
        assertThat(run("render", topology.toString(), "--out", rendered)).isZero();
        byte[] lock = Files.readAllBytes(folder.resolve("one-tier.lock.yaml"));
        Seeded.rounds(80, random -> {
            write("one-tier.lock.yaml", mutated(lock, random));

            assertThat(run("plan", topology.toString(), "--out", rendered))
                    .as(out.toString())
                    .isLessThan(ExitStatus.BUG);
            assertThat(out.toString()).doesNotContain("\tat ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "lint", "graph", "size", "explain"})
    void noCommandTakesNoiseForABug(String command) {
        Seeded.rounds(10, random -> {
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);

            assertThat(run(command, write("noise", noise).toString()))
                    .as(out.toString())
                    .isLessThan(ExitStatus.BUG);
            assertThat(out.toString()).isNotEmpty().doesNotContain("\tat ");
        });
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, at + random.nextInt(30));
            byte[] piece =
                    switch (random.nextInt(4)) {
                        case 0 -> new byte[] {(byte) random.nextInt(256)};
                        case 1 -> new byte[0];
                        case 2 -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
                        default -> Arrays.copyOfRange(bytes, at, end);
                    };
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(bytes, 0, at);
            joined.writeBytes(piece);
            int tail = random.nextBoolean() ? at : end;
            joined.write(bytes, tail, bytes.length - tail);
            bytes = joined.toByteArray();
        }
        return bytes;
    }
}
