package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The right to write under a writer's name. */
interface Claim {
    /**
     * Makes sure that nobody has taken it meanwhile.
     *
     * @throws IOException where another holder has it, and says which one
     */
    void confirm() throws IOException;

    /** Gives it back, where it is still this holder's. */
    void release() throws IOException;

    /** Leaves it to the next start, without a word to the store. */
    default void abandon() {}

    /** Refuses another holder. */
    static void requireOwn(Path file, Holder own, Optional<Holder> standing) throws IOException {
        if (standing.filter(holder -> !holder.equals(own)).isPresent()) {
            throw taken(file, standing);
        }
    }

    /** What is said where another holder has it. */
    static IOException taken(Path file, Optional<Holder> other) {
        return new IOException(
                "writer '%s' is taken: %s has '%s'. Give each sink a writer of its own, or wait a minute where that one is gone"
                        .formatted(
                                file.getParent().getName(),
                                other.map(Holder::toString).orElse("somebody"),
                                file));
    }
}
