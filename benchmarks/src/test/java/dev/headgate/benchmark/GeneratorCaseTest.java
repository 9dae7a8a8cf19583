package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.parse.HostFiles;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.size.Sizes;
import dev.headgate.topology.size.TierSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorCaseTest {
    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void hasAnAgentForTenAppServers(int servers) {
        byte[] text = new GeneratorCase("validate", servers).topology().getBytes(StandardCharsets.UTF_8);
        Outcome<Sizes> outcome = Topologies.read(
                        new TopologyText("large.yaml", text, HostFiles.beside(Path.of(""))), List.of())
                .then(topology -> Topologies.size(topology, Lock.none()));

        assertThat(outcome.problems()).extracting(Problem::text).isEmpty();
        assertThat(outcome.get().tiers().stream().mapToLong(TierSize::agents).sum())
                .isBetween(servers / 10L - 10, servers / 10L + 10);
    }

    @Test
    void aResultIsOneLineInBothForms() {
        GeneratorResult result = new GeneratorResult("plan-1000", 1.23456, 98.7);

        assertThat(result.json())
                .isEqualTo("{\"case\":\"plan-1000\",\"unit\":\"s\",\"headgate\":1.235,\"memory-mb\":99}");
        assertThat(result.row()).isEqualTo("plan-1000        s         1.235         99");
    }
}
