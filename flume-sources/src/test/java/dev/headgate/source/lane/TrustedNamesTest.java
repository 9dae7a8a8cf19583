package dev.headgate.source.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedNamesTest {
    @ParameterizedTest
    @CsvSource({
        "edge-01.example.com, true",
        "EDGE-01.example.com, true",
        "edge-02.example.com, false",
        "edge-01.example.com.elsewhere.org, false",
        "a.core.example.com, true",
        "a.b.core.example.com, true",
        "core.example.com, false",
        "xcore.example.com, false",
    })
    void knowsANameAndAllBelowADomain(String name, boolean trusted) {
        TrustedNames names = new TrustedNames(Optional.of(List.of("edge-01.example.com", "*.Core.example.com")));

        assertThat(names.isTrusted(name)).isEqualTo(trusted);
    }
}
