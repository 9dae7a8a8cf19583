package dev.headgate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.place.Agent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One file for several environments, and variables of the command's own. */
class EnvironmentsTest {
    private static final Written FILE = new Written("""
            topology: shop
            environments:
              live:
              test:
                app-servers: { web: { hosts: "test-web-[1-2]", events: 5/s } }
                tiers: { store: { hosts: "test-[1-3]", heap: } }
            app-servers:
              web: { hosts: "web-[1-9]", events: 100/s, event-size: 1KB, send: avro }
            tiers:
              store: { hosts: "live-[1-9]", fan-in: 2, hold: 10s, heap: 1GB }
            stores:
              raw: { kind: hdfs, path: "hdfs://${NAMENODE:-nn}/${environment}/raw" }
            routes:
              - { streams: web, to: raw }
            """);

    @Test
    void anEnvironmentReplacesValuesAndTakesKeysAway() {
        Topology test = FILE.in("test", Map.of()).get();
        Topology live = FILE.in("live", Map.of("NAMENODE", "nn-live")).get();

        assertThat(test.streams().get(0).hosts().value()).containsExactly("test-web-1", "test-web-2");
        assertThat(test.streams().get(0).eventSize()).isNotNull();
        assertThat(test.tiers().get(0).heap()).isNull();
        assertThat(live.tiers().get(0).heap()).isNotNull();
        assertThat(((Store.Hdfs) test.stores().get(0)).path().value()).isEqualTo("hdfs://nn/test/raw");
        assertThat(((Store.Hdfs) live.stores().get(0)).path().value()).isEqualTo("hdfs://nn-live/live/raw");
    }

    @Test
    void theAgentsOfTwoEnvironmentsHaveNamesOfTheirOwn() {
        assertThat(FILE.in("test", Map.of()).then(Written::compile).get().agents())
                .extracting(Agent::name)
                .containsExactly("test-store-01", "test-store-02", "test-store-03");
    }

    @Test
    void placesThatMeetAreRefused() {
        Outcome<Topology> sameFolder = FILE.with("${environment}/raw", "raw").in("test", Map.of());
        Outcome<Topology> folderWithin = FILE.with("hdfs://${NAMENODE:-nn}/${environment}/raw", "hdfs://nn/%{stream}")
                .in("test", Map.of());
        Outcome<Topology> sameTopic = FILE.with(
                        "kind: hdfs, path: \"hdfs://${NAMENODE:-nn}/${environment}/raw\"",
                        "kind: kafka, brokers: \"k:1, l:2\", topic: t")
                .in("test", Map.of());

        assertThat(Written.shown(sameFolder))
                .contains(
                        "12:28: error[environment-collision]: Store 'raw' lands where store 'raw' of environment 'live' does: their events would mix. Write ${environment} into its path, or give it another below 'environments'.");
        assertThat(Written.shown(folderWithin)).contains("environment-collision");
        assertThat(Written.shown(sameTopic)).contains("Write ${environment} into its topic");
    }

    @Test
    void namesOfEnvironmentAndTierThatAreTheSameTogetherAreRefused() {
        Written file = FILE.with("  live:\n", "  test-edge:\n")
                .with(
                        "  store: { hosts: \"live",
                        "  store: { hosts: \"l-[1-9]\", fan-in: 2, hold: 10s }\n  edge-store: { hosts: \"live")
                .with("test-[1-3]\", heap:", "test-[1-3]\"");

        assertThat(Written.shown(file.in("test", Map.of())))
                .contains("Agents of tier 'edge-store' are named like some of environment 'test-edge'");
    }

    @Test
    void aVariableMayHoldAListAndAnEmptyOneHasItsDefault() {
        Written file = Written.SMALL.with("\"web-[1-3]\"", "\"${WEB:-a, b}\"");

        assertThat(file.in(null, Map.of("WEB", "x-[1-2],y"))
                        .get()
                        .streams()
                        .get(0)
                        .hosts()
                        .value())
                .containsExactly("x-1", "x-2", "y");
        assertThat(file.in(null, Map.of("WEB", ""))
                        .get()
                        .streams()
                        .get(0)
                        .hosts()
                        .value())
                .containsExactly("a", "b");
    }

    @Test
    void aVariableWithoutValueIsReportedOnce() {
        assertThat(Written.shown(Written.SMALL
                                .with("fan-in: 2", "fan-in: \"${FAN_IN}\"")
                                .read())
                        .lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("topology.yaml:5:43: error[unknown-variable]: Unknown variable 'FAN_IN'");
    }

    @Test
    void anEnvironmentThatHasToBeChosenIsNotMissedAgainWhereItsNameIsAskedFor() {
        assertThat(Written.shown(FILE.read()).toString())
                .contains("No environment is chosen: the file is for live, test.")
                .doesNotContain("unknown-variable");
    }

    @Test
    void anUnknownEnvironmentMeetsNoOther() {
        assertThat(Written.shown(FILE.in("tset", Map.of())).toString())
                .contains("Unknown environment 'tset'")
                .doesNotContain("environment-collision");
    }
}
