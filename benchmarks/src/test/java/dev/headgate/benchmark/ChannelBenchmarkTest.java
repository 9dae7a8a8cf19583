package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelBenchmarkTest {
    @TempDir
    private Path disk = Path.of("");

    private List<? extends BenchmarkCase> cases(boolean quick) {
        try (WorkFolder folder = WorkFolder.make(Optional.of(disk), 0);
                MeasuredStores stores = new MeasuredStores(folder)) {
            return new ChannelBenchmark().cases(Extent.of(quick), new ChildJvm(folder), stores);
        }
    }

    @Test
    void theRestartIsNamedAfterItsBacklog() {
        assertThat(cases(false).stream().map(BenchmarkCase::name))
                .containsExactly("batch-1-alone", "batch-1", "batch-100", "batch-1000", "puts-1000", "restart-5m");
        assertThat(cases(true).stream().map(BenchmarkCase::name)).endsWith("restart-500k");
    }

    @Test
    void theLimitAppendsAsMuchAsABatchHasInWholePages() {
        assertThat(cases(false).stream()
                        .filter(ThroughputCase.class::isInstance)
                        .map(ThroughputCase.class::cast)
                        .map(ThroughputCase::appendBytes))
                .containsExactly(4096, 4096, 53_248, 600_000, 600_000);
    }

    @Test
    void theLimitOfADiskIsMoreThanNothing() throws Exception {
        assertThat(new DiskLimit(1 << 20, Duration.ofMillis(1)).measure(disk)).isPositive();
    }
}
