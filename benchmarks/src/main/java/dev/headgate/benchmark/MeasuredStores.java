package dev.headgate.benchmark;

import dev.headgate.testbed.StoreAddresses;
import dev.headgate.testbed.Stores;
import dev.headgate.testbed.TestbedException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The stores that both sides of a benchmark write to: started when they are first asked for. Used by one thread. */
final class MeasuredStores implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WorkFolder folder;
    private @Nullable Stores running;

    MeasuredStores(WorkFolder folder) {
        this.folder = folder;
    }

    /**
     * Where the stores take requests.
     *
     * @throws BenchmarkException where they do not start, or have ended
     */
    StoreAddresses addresses() {
        Stores stores = running;
        if (stores == null) {
            stores = start();
            running = stores;
        }
        if (!stores.isAlive()) {
            throw new BenchmarkException("The stores have ended; their log was '" + stores.log() + "'.");
        }
        return stores.addresses();
    }

    /** Whether nobody has asked for them yet. */
    boolean isNew() {
        return running == null;
    }

    private Stores start() {
        try {
            Stores stores = Stores.start(
                    Path.of(System.getProperty("headgate.home", ".")),
                    folder.path().resolve("stores"),
                    PATIENCE);
            ProcessHandle.of(stores.pid()).ifPresent(folder::adopt);
            return stores;
        } catch (TestbedException failed) {
            throw new BenchmarkException(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
