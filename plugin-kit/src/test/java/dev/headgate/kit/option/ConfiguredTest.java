package dev.headgate.kit.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConfiguredTest {
    private static final Option<Long> PORT = Option.integer("port", "Port.").required();
    private static final ComponentOptions SOURCE =
            ComponentOptions.of(ComponentKind.SOURCE, "example.Source", "Listens.", PORT);

    @Test
    void givesTheSettings() {
        assertThat(read(Map.of("port", "41414")).settings()).isEqualTo(41414L);
    }

    @Test
    void refusesWhenAskedAndNotBefore() {
        Configured<Long> configured = read(Map.of("prt", "41414"));

        assertThatThrownBy(configured::settings)
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("'prt'");
    }

    private static Configured<Long> read(Map<String, String> keys) {
        return Configured.read(SOURCE, "in", keys, values -> values.get(PORT), LoggerFactory.getLogger("test"));
    }
}
