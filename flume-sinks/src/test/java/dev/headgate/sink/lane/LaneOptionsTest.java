package dev.headgate.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneOptionsTest {
    @Test
    void hasDefaults() {
        LaneSettings settings = settings(Map.of("targets", "core-01:4141, core-02:4141"));

        assertThat(settings.targets())
                .isEqualTo(new TargetPlace.Listed(List.of(new Target("core-01", 4141), new Target("core-02", 4141))));
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.renewAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.batchEvents()).isEqualTo(5000);
        assertThat(settings.batchBytes()).isEqualTo(4 << 20);
        assertThat(settings.link().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.link().replyTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.link().compression()).isEqualTo(LaneSettings.Compression.NONE);
        assertThat(settings.link().tls()).isEmpty();
    }

    @Test
    void takesEveryKeyOfTls() {
        LaneSettings settings = settings(Map.of(
                "targets", "[::1]:4141",
                "tls", "true",
                "tls.trust-store", "/t",
                "tls.trust-store-password", "one",
                "tls.key-store", "/k",
                "tls.key-store-password", "two",
                "tls.verify-host", "false"));

        LaneSettings.Tls tls = settings.link().tls().orElseThrow();
        assertThat(tls.files().trustStore()).hasValueSatisfying(store -> {
            assertThat(store.file()).isEqualTo(Path.of("/t"));
            assertThat(store.password().reveal()).isEqualTo("one");
        });
        assertThat(tls.files().keyStore())
                .hasValueSatisfying(store -> assertThat(store.file()).isEqualTo(Path.of("/k")));
        assertThat(tls.verifyHost()).isFalse();
    }

    @Test
    void takesANameAndAPathForTargets() {
        assertThat(TargetPlace.parse("dns:core.example.com:4141"))
                .isEqualTo(new TargetPlace.Named(new Target("core.example.com", 4141)));
        assertThat(TargetPlace.parse("zookeeper:zk1:2181,zk2:2181/flume/core"))
                .isEqualTo(new TargetPlace.Registered("zk1:2181,zk2:2181", "/flume/core"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "core:0",
                "core:70000",
                "core:1,",
                "core:1,core:1",
                "dns:core",
                "zookeeper:zk:2181",
                "zookeeper:zk/a",
                "zookeeper:zk:2181/",
                "zookeeper:zk:2181/a//b",
                "zookeeper:zk:2181/a/"
            })
    void refusesWhatNamesNoTarget(String targets) {
        assertThat(LaneOptions.DECLARATION.check("core", Map.of("targets", targets)))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("'" + targets + "' for key 'targets'");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(LaneOptions.DECLARATION.check(
                        "core", Map.of("target", "x", "batch-events", "0", "patience", "soon")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("targets", "target", "batch-events", "patience");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        assertThat(LaneOptions.DECLARATION.check(
                        "core",
                        Map.of(
                                "targets", "core",
                                "tls", "true",
                                "tls.key-store", "/k",
                                "tls.trust-store-password", "one")))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'core' for key 'targets'"),
                        message -> assertThat(message).contains("'tls.key-store' and 'tls.key-store-password'"),
                        message -> assertThat(message).contains("'tls.trust-store' and 'tls.trust-store-password'"));
        assertThat(LaneOptions.DECLARATION.check(
                        "core", Map.of("targets", "core:1", "tls.key-store", "/k", "tls.key-store-password", "two")))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("'tls.key-store' without encryption");
    }

    private static LaneSettings settings(Map<String, String> keys) {
        return LaneSettings.of(LaneOptions.DECLARATION.read("core", keys, warning -> {}));
    }
}
