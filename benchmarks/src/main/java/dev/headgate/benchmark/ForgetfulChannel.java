package dev.headgate.benchmark;

import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.channel.AbstractChannel;
import org.jspecify.annotations.Nullable;

/** A channel that costs nothing, as it keeps nothing. Safe for threads. */
final class ForgetfulChannel extends AbstractChannel {
    private static final Transaction NOTHING = new Transaction() {
        @Override
        public void begin() {}

        @Override
        public void commit() {}

        @Override
        public void rollback() {}

        @Override
        public void close() {}
    };

    ForgetfulChannel() {
        setName("forgetful");
    }

    @Override
    public void put(Event event) {}

    @Override
    public @Nullable Event take() {
        return null;
    }

    @Override
    public Transaction getTransaction() {
        return NOTHING;
    }
}
