package dev.headgate.topology.size;

import dev.headgate.topology.model.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers behind a topology, each with its formula: those of the tiers, outermost first, then those of the stores. All are of the peak. */
public final class Figures {
    private Figures() {}

    /** All of them. */
    public static List<Figure> of(Sizes sizes) {
        Stream<Figure> tiers = sizes.tiers().stream().flatMap(size -> TierFigures.of(sizes, size).stream());
        Stream<Figure> stores = sizes.topology().storesInUse().stream()
                .flatMap(store -> store instanceof Store.Hdfs hdfs
                        ? new FileFigures(sizes, hdfs).all().stream()
                        : Stream.empty());
        return Stream.concat(tiers, stores).toList();
    }

    /** The figure of that subject and name. */
    public static Optional<Figure> find(List<Figure> figures, String subject, String name) {
        return figures.stream()
                .filter(figure ->
                        figure.subject().equals(subject) && figure.name().equals(name))
                .findFirst();
    }
}
