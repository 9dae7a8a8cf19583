package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CaseResultTest {
    private static final CaseResult RATE =
            new CaseResult("batch-1", Unit.EVENTS_PER_SECOND, 2000, 12_345_678.4, OptionalDouble.of(24_691_356.8));
    private static final CaseResult TIME = new CaseResult("restart-5m", Unit.SECONDS, 50, 0.4, OptionalDouble.empty());

    @Test
    void aRateIsBetterWhereItIsHigherAndATimeWhereItIsLower() {
        assertThat(new CaseResult("rate", Unit.EVENTS_PER_SECOND, 10, 40, OptionalDouble.empty()).ratio())
                .isEqualTo(4.0);
        assertThat(new CaseResult("time", Unit.SECONDS, 40, 10, OptionalDouble.empty()).ratio())
                .isEqualTo(4.0);
    }

    @Test
    void theShareIsHowMuchOfTheLimitIsReached() {
        assertThat(RATE.share()).hasValue(0.5);
        assertThat(new CaseResult("time", Unit.SECONDS, 40, 10, OptionalDouble.of(2.5)).share())
                .hasValue(0.25);
        assertThat(TIME.share()).isEmpty();
    }

    @Test
    void jsonIsOneObjectOnOneLineWithPlainNumbers() {
        assertThat(RATE.json())
                .isEqualTo(
                        "{\"case\":\"batch-1\",\"unit\":\"events/s\",\"stock\":2000,\"headgate\":12345678,\"ratio\":6172.84,\"limit\":24691357}");
        assertThat(TIME.json())
                .isEqualTo(
                        "{\"case\":\"restart-5m\",\"unit\":\"s\",\"stock\":50.000,\"headgate\":0.400,\"ratio\":125.00,\"limit\":null}");
    }

    @Test
    void theTableHasOneRowPerCase() {
        assertThat(ResultTable.of(List.of(RATE, TIME))).isEqualTo("""
                        case           unit            stock     MB/s    headgate     MB/s    ratio       limit  share
                        batch-1        events/s        2,000      1.0  12,345,678  6,172.8  6172.8x  24,691,357    50%
                        restart-5m     s              50.000        -       0.400        -   125.0x           -      -
                        """);
    }
}
