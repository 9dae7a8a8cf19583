package dev.headgate.kit.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0B,0", "600B,600", "1KB,1024", "64 kb,65536", "128MB,134217728", "3GiB,3221225472", "1TB,1099511627776"
    })
    void sizesAreReadInPowersOf1024(String text, long bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(DataSize.ofBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "12", "1.5MB", "-1B", "1PB", "99999999999TB", "99999999999999999999B"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0B", "600B", "1KB", "1536B", "128MB", "3GB", "2TB"})
    void aSizeIsWrittenAsItIsRead(String text) {
        assertThat(DataSize.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2 h,7200000", "7d,604800000", "0s,0"})
    void durationsAreReadWithTheirUnit(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 weeks", "1.5h", "99999999999999d", "99999999999999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "30s", "90s", "5m", "2h", "7d", "0s"})
    void aDurationIsWrittenAsItIsRead(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @Test
    void theNearestNameForgivesCaseAndPunctuation() {
        java.util.List<String> known = java.util.List.of("roll-size", "roll-age", "path");

        assertThat(NearestName.of("rollSize", known)).contains("roll-size");
        assertThat(NearestName.of("roll.age", known)).contains("roll-age");
        assertThat(NearestName.of("pth", known)).contains("path");
        assertThat(NearestName.of("entirely-else", known)).isEmpty();
    }
}
