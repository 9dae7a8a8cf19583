package dev.headgate.benchmark;

import java.util.List;

/**
 * What uses a channel.
 *
 * @param putters threads that put
 * @param takers threads that take; with none, events put are what counts
 * @param batch events per transaction
 */
record Load(int putters, int takers, int batch) {
    /** Enough for what is put in one measurement, so that puts alone never find the channel full. */
    private static final int PUTS_CAPACITY = 20_000_000;
    /** The file channel's default. */
    private static final int USUAL_CAPACITY = 1_000_000;

    /** Events that the channel may hold. */
    int capacity() {
        return takers == 0 ? PUTS_CAPACITY : USUAL_CAPACITY;
    }

    List<String> arguments() {
        return List.of(Integer.toString(putters), Integer.toString(takers), Integer.toString(batch));
    }

    static Load of(List<String> arguments) {
        return new Load(
                Integer.parseInt(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)));
    }
}
