package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;

/**
 * A Kafka channel of Flume. What it holds stands in Kafka: the topic has to keep an agent's bytes for each agent of the tier.
 *
 * @param capacity events that the topic keeps of the agent when its hold is over; nothing bounds them
 */
public record KafkaChannelSize(long capacity, long transactionCapacity, DataSize bytes) implements ChannelSize {
    /** What a record takes beside the body: the headers in Avro, and Kafka's own framing. */
    static final long EVENT_OVERHEAD = 200;

    /** The buffers of its producer, 32 MB, and of its consumer, 50 MB, and what they need beside. */
    static final long CLIENTS = 96L << 20;

    static KafkaChannelSize of(Backlog backlog) {
        return new KafkaChannelSize(
                backlog.events(), backlog.transaction(), DataSize.ofBytes(backlog.bytes(EVENT_OVERHEAD)));
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.KAFKA;
    }

    /** None of the agent's own. */
    @Override
    public DataSize disk() {
        return DataSize.ofBytes(0);
    }

    @Override
    public long heapBytes(long batchBytes) {
        return Math.addExact(CLIENTS, Math.multiplyExact(2, batchBytes));
    }

    @Override
    public long directBytes(long senders, long batchBytes) {
        return 0;
    }
}
