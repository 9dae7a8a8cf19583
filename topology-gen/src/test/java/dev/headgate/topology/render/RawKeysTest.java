package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.Written;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.place.Site;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys of components as Flume takes them, secrets among them. */
class RawKeysTest {
    private static final Written TWO_TIERS = Written.SMALL
            .with("send: avro }", "send: avro, raw: { threads: 3 } }")
            .with("tiers:", """
                    tiers:
                      edge:
                        hosts: [a, b, c]
                        fan-in: 2
                        hold: 10s
                        user: logs
                        jvm-options: [-XX:+UseG1GC, "-Dx=1,2"]
                        raw:
                          source: { threads: 8, compression-type: deflate }
                          channel: { transaction-capacity: 20000 }
                          sink: { reply-timeout: 5s, batch-events: 500 }
                    """)
            .with("hdfs://nn/raw\"", "hdfs://nn/raw\", raw: { roll-size: 1GB }");

    private static Map<String, String> files(Written written, String agent) {
        Deployment deployment = written.compile().get();
        return deployment.files(deployment.agents().stream()
                .filter(candidate -> candidate.name().equals(agent))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void eachKeyStandsInItsComponentOnceAndTheNearestWins() {
        assertThat(files(TWO_TIERS, "edge-01").get("flume.conf"))
                .contains("sources.web.threads = 3\n")
                .contains("sources.web.compression-type = deflate\n")
                .contains("channels.hop.transaction-capacity = 20000\n")
                .contains("sinks.hop.reply-timeout = 5s\n")
                .contains("sinks.hop.batch-events = 500\n")
                .doesNotContain("batch-events = 1000", "threads = 8", "transaction-capacity = 10000");
        assertThat(files(TWO_TIERS, "store-01").get("flume.conf"))
                .contains("sinks.raw.roll-size = 1GB\n")
                .doesNotContain("deflate");
    }

    @Test
    void anUnknownKeyIsAnErrorAtItsPlaceWithTheNearestName() {
        assertThat(Written.shown(TWO_TIERS.with("threads: 8", "thread: 8").compile()))
                .contains(":12:17: error[component-option]: Unknown key 'thread' in source 'web'")
                .contains("Did you mean 'threads'?");
    }

    @Test
    void whereAComponentStandsIsNotForRawKeys() {
        assertThat(Written.shown(TWO_TIERS.with("threads: 8", "port: 8").compile()))
                .contains(
                        "error[bad-value]: Bad value 'port' for key 'port' in 'source' of 'raw' of tier 'edge': the generator itself says where a component stands and what it is connected with. Remove the key.");
    }

    @Test
    void theInnermostTierHasNoSinksToAnother() {
        assertThat(Written.shown(Written.SMALL
                        .with("hold: 10s", "hold: 10s, raw: { sink: { reply-timeout: 5s } }")
                        .compile()))
                .contains(
                        "5:71: error[bad-value]: Needless keys of sinks in tier 'store': it sends to no other tier, only to stores. Give them below 'raw' of the store.");
    }

    @Test
    void userAndJvmOptionsAreThoseOfTheTier() {
        assertThat(files(TWO_TIERS, "edge-01").get("flume-env.sh")).contains(" -XX:+UseG1GC -Dx=1,2\"");
        assertThat(files(TWO_TIERS, "edge-01").get("headgate-edge-01.service")).contains("\nUser=logs\n");
        assertThat(files(TWO_TIERS, "store-01").get("headgate-store-01.service"))
                .contains("\nUser=flume\n");
        assertThat(Written.shown(
                        TWO_TIERS.with("-XX:+UseG1GC", "-Xmx2g, \"-X$(id)\"").compile()))
                .contains(
                        "Bad value '-Xmx2g' for key 'jvm-options' in tier 'edge': the size of the heap has a key of its own. Say 'heap: 2GB'.")
                .contains("Bad value '-X$(id)'");
    }

    @Test
    void keysOfATierThatIsGoneAreNotThoseOfAnother() {
        Deployment before = TWO_TIERS.compile().get();
        Written renamed = TWO_TIERS.with("  edge:\n", "  rim:\n");

        Deployment after = renamed.read()
                .then(topology -> Topologies.compile(
                        topology, Site.production(), before.lock(), ComponentCatalog.of(FakeComponents.all())))
                .get();

        assertThat(after.files().get("agents/rim-01/flume.conf")).contains("reply-timeout = 5s", "batch-events = 500");
        assertThat(after.files().get("agents/edge-01/flume.conf"))
                .contains("edge-01.sinks = hop")
                .doesNotContain("reply-timeout", "batch-events = 500");
    }

    @Test
    void aSecretIsReadWhenTheAgentStarts() {
        Written tls =
                TWO_TIERS.with("topology: small", """
                        topology: small
                        secrets: /etc/secrets
                        tls: { keystore: /k.p12, keystore-password: "${secret:KEY}", truststore: /t.p12, truststore-password: "${secret:TRUST}" }""").with("roll-size: 1GB", "hadoop.x.password: \"${secret:NN}\"");

        assertThat(files(tls, "edge-01").get("flume.conf"))
                .contains("sources.web.ssl = true\n")
                .contains("sources.web.keystore-password = ${env:KEY}\n")
                .contains("sinks.hop.tls.trust-store-password = ${env:TRUST}\n");
        assertThat(files(tls, "edge-01").get("flume-env.sh"))
                .contains("  . \"/etc/secrets\"\n")
                .contains(": \"${KEY:?is not set; add it to /etc/secrets}\"\n: \"${TRUST:?")
                .doesNotContain("NN");
        assertThat(files(tls, "store-01").get("flume.conf")).contains("hadoop.x.password = ${env:NN}\n");
        assertThat(tls.compile().get().files().get("app-servers/web-1/flume-client.properties"))
                .contains("ssl = true\ntruststore = /t.p12\n")
                .doesNotContain("TRUST\"", "${");
    }

    @Test
    void aSecretInClearIsAnError() {
        assertThat(Written.shown(TWO_TIERS
                        .with("roll-size: 1GB", "hadoop.x.password: hunter2")
                        .compile()))
                .contains("error[clear-secret]: Secret in clear for key 'hadoop.x.password' in sink 'raw'");
        // One that a plugin has declared, whatever its name is.
        assertThat(Written.shown(
                        TWO_TIERS.with("roll-size: 1GB", "token: hunter2").compile()))
                .contains("error[clear-secret]: Secret in clear for key 'token' in sink 'raw'");
        assertThat(Written.shown(TWO_TIERS
                        .with("roll-size: 1GB", "hadoop.sasl.jaas.config: 'x required password=hunter2;'")
                        .compile()))
                .contains("error[clear-secret]: Secret in clear for key 'hadoop.sasl.jaas.config' in sink 'raw'");
    }
}
