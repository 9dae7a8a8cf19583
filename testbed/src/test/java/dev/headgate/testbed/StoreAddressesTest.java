package dev.headgate.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressesTest {
    @Test
    void readsWhatItWrites() {
        StoreAddresses addresses =
                new StoreAddresses(URI.create("hdfs://127.0.0.1:8020"), "127.0.0.1:2181", "127.0.0.1:9092");

        assertThat(addresses.toJson()).doesNotContain("\n");
        assertThat(StoreAddresses.parse(addresses.toJson())).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "{}", "{\"hdfs\":\"hdfs://h:1\",\"zookeeper\":\"z:1\"}"})
    void refusesAnyOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreAddresses.parse(text))
                .withMessage("no addresses of stores: " + text);
    }
}
