package dev.headgate.sink;

import dev.headgate.kit.option.DataSize;
import java.time.Duration;

/**
 * When a batch is published: whatever comes first.
 *
 * @param events most events
 * @param bytes most bytes of bodies and headers; it may be passed by a few events
 * @param time how long a batch waits for more events while none is queued
 */
public record BatchLimits(int events, DataSize bytes, Duration time) {
    /** A batch that is smaller by so many halves: what a store in trouble may still take in time. */
    BatchLimits halved(int times) {
        return new BatchLimits(
                Math.max(1, events >> times), DataSize.ofBytes(Math.max(1, bytes.bytes() >> times)), time);
    }
}
