package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastHourTest {
    private final SettableClock clock = new SettableClock();
    private final LastHour hour = new LastHour(clock);

    @Test
    void forgetsWhatIsAnHourOld() {
        hour.add(3, 30);
        clock.pass(Duration.ofMinutes(40));
        hour.add(2, 10);
        assertThat(hour.files()).isEqualTo(5);
        assertThat(hour.bytes()).isEqualTo(40);

        clock.pass(Duration.ofMinutes(20));
        assertThat(hour.files()).isEqualTo(2);

        clock.pass(Duration.ofDays(3));
        assertThat(hour.files()).isZero();
        assertThat(hour.bytes()).isZero();
    }

    @Test
    void beginsAnewWhereTheClockGoesBack() {
        hour.add(3, 30);
        clock.pass(Duration.ofHours(-2));
        hour.add(1, 5);

        assertThat(hour.files()).isEqualTo(1);
    }
}
