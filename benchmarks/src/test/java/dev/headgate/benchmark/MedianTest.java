package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isTheMiddleValueWhateverTheOrder() {
        assertThat(Median.of(List.of(9.0, 1.0, 1000.0, 3.0, 2.0))).isEqualTo(3.0);
        assertThat(Median.of(List.of(7.0))).isEqualTo(7.0);
    }

    @Test
    void ofAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(3.0);
    }

    @Test
    void ofNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
    }
}
