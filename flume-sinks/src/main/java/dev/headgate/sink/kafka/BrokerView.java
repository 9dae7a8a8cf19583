package dev.headgate.sink.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** What the brokers know. Used by one thread. */
interface BrokerView extends Closeable {
    /** The position of the last event that a committed transaction of this group has written; nothing where none has. */
    OptionalLong published(String group) throws IOException, InterruptedException;

    /** Whether a topic exists; asking does not make it. */
    boolean exists(String topic) throws IOException, InterruptedException;

    /** What a transactional id does; nothing where the brokers do not know it, cannot tell, or may not. */
    Optional<TransactionView> transaction(String transactionalId) throws IOException, InterruptedException;

    @Override
    void close();
}
