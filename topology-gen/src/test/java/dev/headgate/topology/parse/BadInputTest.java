package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that were made to hurt: each is one message. */
class BadInputTest {
    private static void isOneMessage(Outcome<?> outcome, String rule) {
        assertThat(outcome.problems())
                .hasSize(1)
                .extracting(problem -> problem.rule().id())
                .containsExactly(rule);
        assertThat(outcome.problems()).allMatch(Problem::isError);
    }

    @Test
    void anchorsThatMultiply() {
        String laughs = IntStream.range(1, 25)
                .mapToObj(level -> "l%d: &l%d [*l%d, *l%d]".formatted(level, level, level - 1, level - 1))
                .collect(Collectors.joining("\n", "l0: &l0 [lol]\n", "\n"));

        isOneMessage(new Written(laughs).read(), "too-many-aliases");
    }

    @Test
    void anAnchorWithinItself() {
        isOneMessage(new Written("environments: &e { a: *e }\n").in("a", Map.of()), "too-many-aliases");
    }

    @Test
    void megabytesOfNesting() {
        isOneMessage(new Written("[".repeat(3 << 20)).read(), "too-deep");
        isOneMessage(new Written("[".repeat(10 << 20)).read(), "too-large");
        isOneMessage(new Written("a: ".repeat(1 << 20)).read(), "yaml-syntax");
    }

    @Test
    void otherEncodings() {
        byte[] text = Written.SMALL.text().getBytes(StandardCharsets.UTF_16LE);

        assertThat(Written.read(text).problems())
                .extracting(problem -> problem.rule().id())
                .containsExactly("bad-encoding");
    }

    @Test
    void rareCharactersAnywhere() {
        for (int length = 1000; length < 1050; length++) {
            String comment = "#" + "x".repeat(length) + "\uD83D\uDE00\n";

            assertThat(new Written(comment + Written.SMALL.text()).read().problems())
                    .isEmpty();
        }
    }

    @Test
    void partsWithNothingInThem() {
        isOneMessage(Written.SMALL.with("- { streams: web, to: raw }", "[]").read(), "missing-key");
        isOneMessage(
                Written.SMALL
                        .with("store: { hosts: \"store-[1-3]\", fan-in: 2, hold: 10s }", "{}")
                        .read(),
                "missing-key");
    }

    @Test
    void aFileOfEnvironmentsThatAreNone() {
        assertThat(new Written("environments: [a]\n").read().problems())
                .extracting(problem -> problem.rule().id())
                .contains("wrong-shape");
        assertThat(new Written("environments: { a: [b] }\n").in("a", Map.of()).problems())
                .extracting(problem -> problem.rule().id())
                .contains("wrong-shape");
    }
}
