package dev.headgate.sink.hdfs;

import java.util.Locale;
import java.util.Set;

/** Which stores keep objects: nothing can be renamed there at once, and nothing is appended to. */
final class ObjectStores {
    private static final Set<String> SCHEMES =
            Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs", "wasb", "wasbs", "swift");

    private ObjectStores() {}

    /** Whether a path is in one. */
    static boolean hold(String path) {
        int end = path.indexOf(':');
        return end > 0 && SCHEMES.contains(path.substring(0, end).toLowerCase(Locale.ROOT));
    }
}
