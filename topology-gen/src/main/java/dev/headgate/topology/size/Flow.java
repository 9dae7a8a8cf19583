package dev.headgate.topology.size;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Rate;
import java.util.Collection;

/**
 * What flows at the peak.
 *
 * @param events of all senders together
 * @param bytesPerHour bodies alone
 */
public record Flow(Rate events, long bytesPerHour) {
    static final Flow NONE = new Flow(new Rate(0), 0);

    /** {@code N*r} events and {@code N*r*s} bytes, summed over the streams. */
    static Flow of(Collection<EventStream> streams) {
        Flow sum = NONE;
        for (EventStream stream : streams) {
            sum = sum.plus(of(stream, stream.hosts().value().size()));
        }
        return sum;
    }

    /** What so many app servers of the stream send. */
    public static Flow of(EventStream stream, long senders) {
        long events = Math.multiplyExact(senders, stream.events().value().perHour());
        return new Flow(
                new Rate(events),
                Math.multiplyExact(events, stream.eventSize().value().bytes()));
    }

    /** Bytes as a journal writes them: bodies and what comes with each. */
    public long writtenPerHour() {
        return Math.addExact(bytesPerHour, Math.multiplyExact(events.perHour(), JournalSize.EVENT_OVERHEAD));
    }

    Flow plus(Flow other) {
        return new Flow(
                new Rate(Math.addExact(events.perHour(), other.events.perHour())),
                Math.addExact(bytesPerHour, other.bytesPerHour));
    }
}
