package dev.headgate.sink;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses dead letters: they stay in the channel. */
record HeldLetters(String sink) implements DeadLetters {
    @Override
    public void keep(@Nullable String journalId, List<Rejected> rejected) throws IOException {
        throw new IOException(
                ("%d events can never be written, the first for: %s. Set key 'dead-letters' of sink '%s' to a"
                                + " folder, and they are put aside there")
                        .formatted(rejected.size(), rejected.get(0).reason(), sink));
    }

    @Override
    public void close() {}
}
