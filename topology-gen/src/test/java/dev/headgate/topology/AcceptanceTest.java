package dev.headgate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Warnings that the file's writer has looked at. */
class AcceptanceTest {
    private static final Written SHARED = Written.SMALL
            .with("tiers:", "tiers:\n  edge: { hosts: \"store-[2-6]\", fan-in: 2, hold: 10s }")
            .with("stores:", "stores:\n  spare: { kind: hdfs, path: \"hdfs://nn/spare\" }");

    private static Written accepting(String entries) {
        return SHARED.with("topology: small", "topology: small\naccept: " + entries);
    }

    @Test
    void aWarningIsSilencedEverywhereOrWhereThePathLeads() {
        assertThat(Written.shown(accepting("[{ rule: shared-host, reason: r }, { rule: unused-store, reason: r }]")
                        .compile()))
                .isEmpty();
        assertThat(Written.shown(accepting(
                                "[{ rule: shared-host, at: tiers.store.hosts, reason: r }, { rule: unused-store, at: stores.spare, reason: r }]")
                        .compile()))
                .isEmpty();
    }

    @Test
    void aWarningElsewhereIsStillShown() {
        assertThat(Written.shown(accepting("[{ rule: shared-host, at: tiers.edge, reason: r }]")
                        .compile()))
                .contains("warning[shared-host]")
                .contains("warning[unused-store]")
                .contains("warning[unused-acceptance]");
    }

    @Test
    void aValueOfTheCommandLineIsWithinItsPath() {
        assertThat(Written.shown(Written.SMALL
                        .with("tiers:", "tiers:\n  edge: { hosts: [a, b, c], fan-in: 2, hold: 10s }")
                        .with(
                                "topology: small",
                                "topology: small\naccept: [{ rule: shared-host, at: tiers.store, reason: r }]")
                        .compile("tiers.store.hosts=a,b,c")))
                .isEmpty();
    }

    @Test
    void errorsAndUnknownRulesAreNotAccepted() {
        assertThat(Written.shown(accepting(
                                "[{ rule: unknown-key, reason: r }, { rule: shared-hosts, reason: r }, { rule: shared-host, at: tiers.x, reason: r }]")
                        .compile()))
                .contains(
                        "Bad value 'unknown-key' for key 'rule' in an entry of 'accept': not a warning that can be silenced. Mend what it is about.")
                .contains(
                        "Bad value 'shared-hosts' for key 'rule' in an entry of 'accept': no rule; did you mean 'shared-host'?")
                .contains("error[unknown-path]: Unknown path 'tiers.x' in an entry of 'accept'");
    }
}
