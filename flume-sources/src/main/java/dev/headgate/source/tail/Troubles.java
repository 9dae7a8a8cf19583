package dev.headgate.source.tail;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of files that cannot be read: each counted, and of a row of the same file's the first logged. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final TailCounter counter;

    Troubles(TailCounter counter) {
        this.counter = counter;
    }

    void with(TailedFile file, IOException failed) {
        counter.incrementEventReadFail();
        if (file.noteTrouble(true)) {
            LOG.warn(
                    "Cannot read file '{}' of key 'files': {}. The source tries again.",
                    file.path(),
                    failed.toString());
        }
    }

    void over(TailedFile file) {
        file.noteTrouble(false);
    }
}
