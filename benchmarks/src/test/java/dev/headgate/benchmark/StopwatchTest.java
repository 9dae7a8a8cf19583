package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopwatchTest {
    @Test
    void countsOnlyWhatComesBehindTheWarmUp() {
        Stopwatch stopwatch = new Stopwatch(0, 0);

        assertThat(stopwatch.isOver(100)).isTrue();

        assertThat(stopwatch.answer().get("events").getAsLong()).isZero();
    }

    @Test
    void isNotOverWhileItWarmsUp() {
        Stopwatch stopwatch = new Stopwatch(3_600_000, 0);

        assertThat(stopwatch.isOver(1)).isFalse();
        assertThat(stopwatch.isOver(2)).isFalse();
    }
}
