package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Store;
import java.util.List;
import java.util.Optional;

/** The files that land in an HDFS store. */
record FileFigures(Sizes sizes, Store.Hdfs store) {
    private static final double SECONDS_OF_HOUR = 3600;

    /** The key of the store, and of its sink, for the size at which a file is closed. */
    private static final String ROLL_SIZE = "roll-size";

    /** Where nothing is said (HdfsOptions). */
    private static final DataSize DEFAULT_ROLL_SIZE = DataSize.ofMegabytes(128);

    /** {@code files = agents · folders · 3600 / freshness}, more where files reach the size at which they are closed. */
    List<Figure> all() {
        List<EventStream> streams = sizes.topology().streams().stream()
                .filter(stream -> sizes.topology().storesOf(stream).contains(store))
                .toList();
        long agents = sizes.tiers().stream()
                .filter(size -> sizes.topology().storesInUse(size.tier()).contains(store))
                .mapToLong(TierSize::agents)
                .sum();
        long folders = store.path().value().contains("%{stream}") ? streams.size() : 1;
        double rounds = SECONDS_OF_HOUR / Math.max(1, store.freshness().value().toSeconds());
        double bytes = Flow.of(streams).bytesPerHour();
        DataSize rollSize = rollSize();
        double files = Math.max(agents * folders * rounds, bytes / rollSize.bytes());
        String hourly = Amounts.text(bytes, Figure.Unit.BYTES);
        FigureSheet sheet = new FigureSheet(store.name().value());
        sheet.add(
                "files",
                files,
                Figure.Unit.FILES_PER_HOUR,
                "max(agents · folders · 1h / freshness, bytes / roll-size); folders: one per stream where the path says %{stream}",
                "max(%d · %d · %.0f, %s / %s)".formatted(agents, folders, rounds, hourly, rollSize));
        sheet.add(
                "file-size",
                bytes / files,
                Figure.Unit.BYTES,
                "bytes an hour / files an hour, before compression",
                "%s / %.0f".formatted(hourly, files));
        return sheet.figures();
    }

    /** As the store says; where that is none, another rule speaks of it. */
    private DataSize rollSize() {
        try {
            return Optional.ofNullable(store.raw().keys().get(ROLL_SIZE))
                    .map(DataSize::parse)
                    .filter(size -> size.bytes() > 0)
                    .orElse(DEFAULT_ROLL_SIZE);
        } catch (IllegalArgumentException bad) {
            return DEFAULT_ROLL_SIZE;
        }
    }
}
