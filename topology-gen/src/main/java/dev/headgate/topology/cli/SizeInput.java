package dev.headgate.topology.cli;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.size.Sizes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What {@code size} and {@code explain} have in common. */
final class SizeInput {
    @Mixin
    private TopologyInput input = new TopologyInput();

    @Mixin
    private LockOption lock = new LockOption();

    @Option(
            names = "--growth",
            paramLabel = "N",
            converter = GrowthConverter.class,
            description = "What if every app server sent so many times as much, such as 2x or 1.5x.")
    private @Nullable BigDecimal growth;

    /** The sizes, or nothing where the problems were printed. */
    @Nullable
    Sizes sizes(Writers writers) {
        Outcome<Sizes> sizes = input.load().map(this::grown).then(topology -> lock.read(input, topology)
                .then(given -> Topologies.size(topology, given)));
        ProblemPrinter.print(sizes.problems(), writers.err(), writers.hasColors());
        if (sizes.hasFailed()) {
            writers.err()
                    .println(
                            input.name() + ": " + ProblemPrinter.count(sizes.problems()) + ". No sizes were computed.");
        }
        writers.err().flush();
        return sizes.result().orElse(null);
    }

    private Topology grown(Topology topology) {
        BigDecimal factor = growth;
        return factor == null ? topology : topology.times(factor);
    }

    /** Reads {@code 2x}. */
    static final class GrowthConverter implements ITypeConverter<BigDecimal> {
        private static final BigDecimal MOST = BigDecimal.valueOf(1000);

        @Override
        public BigDecimal convert(String text) {
            if (!text.matches("\\d{1,4}(\\.\\d{1,3})?x?")) {
                throw new TypeConversionException("'" + text + "' is no factor. Give one such as 2x or 1.5x");
            }
            BigDecimal factor = new BigDecimal(text.replace("x", "")).setScale(3, RoundingMode.UNNECESSARY);
            if (factor.signum() == 0 || factor.compareTo(MOST) > 0) {
                throw new TypeConversionException("'" + text + "' is out of bounds. Give 0.001x to 1000x");
            }
            return factor;
        }
    }
}
