package dev.headgate.topology.parse;

import dev.headgate.topology.model.ByteRate;
import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Rate;
import java.util.Optional;

/** Reads what one agent can take in: of all tiers at the top, of one tier below it. */
final class CapacityReader {
    /**
     * Half of what one hop took in batches of 100 events of 500 bytes, with both of its agents on one machine of two cores
     * ({@code bench hop}): an agent takes in and sends on.
     */
    private static final Capacity WITH_JOURNAL = new Capacity(Rate.perSecond(50_000), ByteRate.parse("25MB/s"));

    /**
     * An agent of stock Avro source, stock file channel (one fsync per transaction of 1000 events) and one sink per channel on a
     * small machine with one disk.
     */
    private static final Capacity WITH_STOCK_CHANNEL = new Capacity(Rate.perSecond(20_000), ByteRate.parse("10MB/s"));

    private static final Key<Rate> EVENTS = Key.maybe(
            "events",
            ValueType.RATE,
            "the events that one agent can take in; where nothing is said 50000/s with a journal, 20000/s with any other channel.");
    private static final Key<ByteRate> BYTES = Key.maybe(
            "bytes",
            ValueType.single(
                    Form.text("rate: `10MB/s`", "^ *[0-9]+ *[kKmMgGtT]?[iI]?[bB] */s *$"),
                    ByteRate.parse("1B/s"),
                    ByteRate::parse),
            "the data that one agent can take in; where nothing is said 25MB/s with a journal, 10MB/s with any other channel.");

    static final Shape.Part PART =
            Shape.Part.one("capacity", "what one agent can take in; measure yours.", Shape.of(EVENTS, BYTES));

    private CapacityReader() {}

    /** What the file says. */
    record Given(Optional<Rate> events, Optional<ByteRate> bytes) {
        /** This, and where it says nothing what is said for all tiers, or comes with the channel. */
        Capacity or(Given all, ChannelKind channel) {
            Capacity standard = channel == ChannelKind.JOURNAL ? WITH_JOURNAL : WITH_STOCK_CHANNEL;
            return new Capacity(
                    events.or(all::events).orElse(standard.events()),
                    bytes.or(all::bytes).orElse(standard.bytes()));
        }
    }

    static Given read(Section parent, String label) {
        Optional<Section> section = parent.section(PART.name(), label);
        Given given = new Given(
                section.flatMap(found -> found.find(EVENTS)).map(Located::value),
                section.flatMap(found -> found.find(BYTES)).map(Located::value));
        section.ifPresent(Section::finish);
        return given;
    }
}
