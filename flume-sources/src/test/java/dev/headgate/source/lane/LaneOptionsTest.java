package dev.headgate.source.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.Problem;
import dev.headgate.source.lane.LaneSettings.Compression;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneOptionsTest {
    @Test
    void hasDefaults() {
        assertThat(settings(Map.of("port", "4141")))
                .isEqualTo(new LaneSettings("0.0.0.0", 4141, 1000, 64 << 20, Compression.NONE, Optional.empty()));
    }

    @Test
    void readsEveryKey() {
        LaneSettings settings = settings(Map.of(
                "bind", "core-01",
                "port", "4141",
                "max-connections", "7",
                "max-batch-size", "1MB",
                "compression", "deflate",
                "tls", "true",
                "tls.key-store", "/k",
                "tls.key-store-password", "one",
                "tls.trust-store", "/t",
                "tls.trust-store-password", "two"));

        assertThat(settings.bind()).isEqualTo("core-01");
        assertThat(settings.maxConnections()).isEqualTo(7);
        assertThat(settings.maxBatchBytes()).isEqualTo(1 << 20);
        assertThat(settings.compression()).isEqualTo(Compression.DEFLATE);
        LaneSettings.Tls tls = settings.tls().orElseThrow();
        assertThat(tls.trusted().names()).isEmpty();
        assertThat(tls.files().keyStore()).hasValueSatisfying(store -> {
            assertThat(store.file()).isEqualTo(Path.of("/k"));
            assertThat(store.password().reveal()).isEqualTo("one");
        });
        assertThat(tls.files().trustStore()).hasValueSatisfying(store -> {
            assertThat(store.file()).isEqualTo(Path.of("/t"));
            assertThat(store.password().reveal()).isEqualTo("two");
        });
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(LaneOptions.DECLARATION.check("in", Map.of("ports", "1", "max-connections", "0", "tls", "maybe")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("port", "ports", "max-connections", "tls");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        assertThat(messages(Map.of("tls", "true", "tls.trust-store", "/t", "tls.key-store-password", "one")))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'tls' without 'tls.key-store'"),
                        message -> assertThat(message).contains("'tls.key-store' and 'tls.key-store-password'"),
                        message -> assertThat(message).contains("'tls.trust-store' and 'tls.trust-store-password'"));
        assertThat(messages(Map.of("tls.trusted-names", "edge")))
                .singleElement()
                .asString()
                .contains("'tls.trusted-names' without encryption");
        assertThat(messages(Map.of(
                        "tls", "true",
                        "tls.key-store", "/k",
                        "tls.key-store-password", "one",
                        "tls.trusted-names", "edge")))
                .singleElement()
                .asString()
                .contains("'tls.trusted-names' without 'tls.trust-store'");
    }

    private static List<String> messages(Map<String, String> keys) {
        Map<String, String> all = new java.util.HashMap<>(keys);
        all.put("port", "4141");
        return LaneOptions.DECLARATION.check("in", all).stream()
                .map(Problem::message)
                .toList();
    }

    private static LaneSettings settings(Map<String, String> keys) {
        return LaneSettings.of(LaneOptions.DECLARATION.read("in", keys, warning -> {}));
    }
}
