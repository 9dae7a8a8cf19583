package dev.headgate.source;

import dev.headgate.kit.option.Option;

/** The options that all sources of ours have. Tools load it without Flume. */
public final class SourceOptions {
    public static final Option<Long> BATCH_EVENTS = Option.integer(
                    "batch-events", "The most events that go into one transaction of the channel.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(100_000L);

    private SourceOptions() {}
}
