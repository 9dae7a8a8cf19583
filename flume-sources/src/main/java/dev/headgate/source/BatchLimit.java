package dev.headgate.source;

import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.option.Problem;
import java.util.List;
import org.apache.flume.Channel;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.conf.TransactionCapacitySupported;

/**
 * Refuses a batch that no transaction of a channel can hold: it would be tried for ever.
 *
 * <p>Flume's own check of the same removes the source from the agent and runs on.
 */
public final class BatchLimit {
    private BatchLimit() {}

    /**
     * Checks every channel of a source.
     *
     * @param source the source's name
     * @throws OptionsException where a channel takes less in one transaction
     */
    public static void check(String source, long batch, ChannelProcessor processor) {
        List<Problem> problems = processor.getSelector().getAllChannels().stream()
                .filter(channel -> capacity(channel) < batch)
                .map(channel -> problem(source, batch, channel))
                .toList();
        if (!problems.isEmpty()) {
            throw new OptionsException("source '" + source + "'", problems);
        }
    }

    private static long capacity(Channel channel) {
        return channel instanceof TransactionCapacitySupported limited
                ? limited.getTransactionCapacity()
                : Long.MAX_VALUE;
    }

    private static Problem problem(String source, long batch, Channel channel) {
        String key = SourceOptions.BATCH_EVENTS.name();
        return new Problem(
                Problem.Rule.CONTRADICTION,
                key,
                ("Contradiction in source '%s': '%s' is %d and its channel '%s' takes %d events in one transaction. "
                                + "Lower '%s', or raise the channel's 'transactionCapacity'.")
                        .formatted(source, key, batch, channel.getName(), capacity(channel), key));
    }
}
