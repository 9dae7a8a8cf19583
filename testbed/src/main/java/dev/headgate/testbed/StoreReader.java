package dev.headgate.testbed;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads back what landed in a store. A reader may be used again, by one thread at a time. */
public interface StoreReader {
    /**
     * Gives each event that can be seen in the store now to the sink, in no order; what landed twice comes twice.
     *
     * @throws IOException when the store cannot be read to the end
     */
    void read(Consumer<Landed> sink) throws IOException;
}
