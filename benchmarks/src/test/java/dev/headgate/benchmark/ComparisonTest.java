package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path disk = Path.of("");

    private final StringWriter progress = new StringWriter();

    /** Gives the values it was made with, and notes what it is asked for. */
    private static final class NotedCase implements BenchmarkCase {
        private final List<String> asked = new ArrayList<>();
        private final List<Path> folders = new ArrayList<>();
        private final Deque<Double> values;

        NotedCase(Double... values) {
            this.values = new ArrayDeque<>(List.of(values));
        }

        @Override
        public String name() {
            return "noted";
        }

        @Override
        public Unit unit() {
            return Unit.EVENTS_PER_SECOND;
        }

        @Override
        public double measure(Side side, Path folder) throws IOException {
            asked.add(side.label());
            return next(folder);
        }

        @Override
        public OptionalDouble limit(Path folder) throws IOException {
            asked.add("limit");
            return OptionalDouble.of(next(folder));
        }

        private double next(Path folder) throws IOException {
            assertThat(folder).isEmptyDirectory();
            Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("log"), "bytes");
            folders.add(folder);
            return values.removeFirst();
        }
    }

    private CaseResult run(BenchmarkCase measured, int rounds) throws Exception {
        try (WorkFolder folder = WorkFolder.make(Optional.of(disk), 0)) {
            return new Comparison(folder, rounds, new PrintWriter(progress)).run(measured);
        }
    }

    @Test
    void measuresTheSidesInTurnAndTakesTheMedians() throws Exception {
        NotedCase noted = new NotedCase(100.0, 1.0, 10.0, 900.0, 3.0, 90.0, 300.0, 2.0, 20.0);

        CaseResult result = run(noted, 3);

        assertThat(noted.asked)
                .containsExactly(
                        "limit", "stock", "headgate", "limit", "stock", "headgate", "limit", "stock", "headgate");
        assertThat(result).isEqualTo(new CaseResult("noted", Unit.EVENTS_PER_SECOND, 2, 20, OptionalDouble.of(300)));
        assertThat(progress.toString()).contains("noted, round 2 of 3: headgate 90 events/s");
    }

    @Test
    void everyMeasurementHasAFolderOfItsOwnWhichIsRemoved() throws Exception {
        NotedCase noted = new NotedCase(1.0, 1.0, 1.0);

        run(noted, 1);

        assertThat(noted.folders).hasSize(3).doesNotHaveDuplicates().allSatisfy(folder -> assertThat(folder)
                .doesNotExist());
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void removesTheFolderAlsoWhereAMeasurementFails() {
        assertThatThrownBy(() -> run(new NotedCase(1.0), 1)).isInstanceOf(RuntimeException.class);
        assertThat(disk).isEmptyDirectory();
    }
}
