package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.Seeded;
import dev.headgate.topology.Written;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockFileTest {
    private static final Lock LOCK = new Lock(
            "two",
            new TreeMap<>(Map.of(
                    "edge-01",
                    agent("edge-01", "edge", Map.of("web", 41414), List.of("store-01")),
                    "store-01",
                    agent("store-01", "store", Map.of(), List.of()))),
            new TreeMap<>(Map.of("web", new TreeMap<>(Map.of("web-1.x.com", List.of("edge-01"))))));

    private static final String TEXT = """
            # Written by Headgate: what two.yaml was given. Keep it beside that file in version control; do not edit it.
            lock: 1
            topology: two

            agents:
              edge-01:
                tier: edge
                host: edge-01.x.com
                inputs: { web: 41414 }
                metrics: 41419
                folder: "/var/lib/head gate/edge-01"
                heap: 512MB
                channels:
                  hop: { kind: journal, capacity: 10000, bytes: 1GB }
                targets: [store-01]
              store-01:
                tier: store
                host: store-01.x.com
                inputs: {}
                metrics: 41419
                folder: "/var/lib/head gate/store-01"
                heap: 512MB
                channels:
                  hop: { kind: journal, capacity: 10000, bytes: 1GB }
                draining: true

            app-servers:
              web:
                web-1.x.com: [edge-01]
            """;

    private static Lock.Agent agent(String name, String tier, Map<String, Integer> inputs, List<String> targets) {
        return new Lock.Agent(
                name,
                tier,
                name + ".x.com",
                inputs,
                41419,
                "/var/lib/head gate/" + name,
                DataSize.ofMegabytes(512),
                Map.of("hop", new Lock.Channel(ChannelKind.JOURNAL, 10_000, DataSize.ofGigabytes(1))),
                targets.isEmpty() ? Map.of() : Map.of("hop", targets),
                inputs.isEmpty());
    }

    private static Outcome<Lock> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome<Lock> read(byte[] bytes) {
        return LockParser.parse(new TopologyText("two.lock.yaml", bytes, name -> List.of()));
    }

    private static List<String> problems(String text) {
        Outcome<Lock> outcome = read(text);
        assertThat(outcome.hasFailed()).isTrue();
        return outcome.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void isOneFactInALineInAnOrderThatNoEditChanges() {
        assertThat(LockWriter.write(LOCK, "two.yaml")).isEqualTo(TEXT);
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(read(TEXT).get()).isEqualTo(LOCK);
        assertThat(Written.shown(read(LockWriter.write(Lock.none(), "x")))).contains("topology");
    }

    @Test
    void namesThatYamlWouldMisreadAreRead() {
        for (String name : List.of("null", "true", "1.5", "10-0-0-1-tail", "0x1", "no")) {
            Lock lock = new Lock(
                    "two",
                    new TreeMap<>(Map.of(name, agent(name, "edge", Map.of(name, 1), List.of(name)))),
                    new TreeMap<>(Map.of(name, new TreeMap<>(Map.of(name, List.of(name))))));
            Outcome<Lock> again = read(LockWriter.write(lock, "two.yaml"));
            assertThat(Written.shown(again)).isEmpty();
            assertThat(again.get()).isEqualTo(lock);
        }
    }

    @Test
    void whatIsBrokenIsSaidWithItsPlace() {
        assertThat(problems(TEXT.replace("lock: 1", "lock: 7")))
                .containsExactly(
                        "two.lock.yaml:2:7: error[lock-version]: Unknown version 7 of the lock: this Headgate reads version 1. Use the Headgate that wrote it.");
        assertThat(problems(TEXT.replace("metrics: 41419", "metrics: many")))
                .first()
                .asString()
                .startsWith(
                        "two.lock.yaml:10:14: error[bad-value]: Bad value 'many' for key 'metrics' in agent 'edge-01'");
        assertThat(problems(TEXT.replace("    tier: edge\n", "")))
                .first()
                .asString()
                .startsWith("two.lock.yaml:6:3: error[missing-key]: Missing key 'tier' in agent 'edge-01'");
        assertThat(problems(TEXT.replace("targets: [store-01]", "target: [store-01]")))
                .first()
                .asString()
                .startsWith("two.lock.yaml:15:5: error[unknown-key]: Unknown key 'target'")
                .endsWith("did you mean 'targets'?");
        assertThat(problems(TEXT.replace("kind: journal", "kind: diary")).get(0))
                .contains(":14:20: error[bad-value]");
    }

    @Test
    void whatContradictsItselfIsSaidWithItsPlace() {
        assertThat(problems(TEXT.replace(
                        "metrics: 41419\n    folder: \"/var/lib/head gate/edge-01",
                        "metrics: 41414\n    folder: \"/a")))
                .containsExactly(
                        "two.lock.yaml:10:14: error[lock-contradiction]: Port 41414 of 'edge-01.x.com' stands twice in the lock: agent 'edge-01' and agent 'edge-01' have it. Restore the lock from version control, or remove one of the two: it gets another port.");
        assertThat(problems(TEXT.replace("com: [edge-01]", "com: [edge-09]")))
                .containsExactly(
                        "two.lock.yaml:29:18: error[lock-contradiction]: Unknown agent 'edge-09' in the lock: app server 'web-1.x.com' is bound to it. Restore the lock from version control, or remove the line: the app server gets another agent.");
    }

    @Test
    void anyBytesGiveAnAnswer() {
        Seeded.rounds(300, random -> {
            byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
            for (int edit = random.nextInt(6); edit >= 0; edit--) {
                bytes[random.nextInt(bytes.length)] = (byte) "\t\n:-[]{}&*#\"'\u0000x1".charAt(random.nextInt(16));
            }
            Outcome<Lock> outcome = read(bytes);
            assertThat(outcome.hasFailed()).isEqualTo(outcome.result().isEmpty());
        });
    }
}
