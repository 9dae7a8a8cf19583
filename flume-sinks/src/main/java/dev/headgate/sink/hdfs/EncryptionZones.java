package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.EncryptionZone;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether files can be renamed from one folder into others: HDFS renames nothing into, out of or between encryption
 * zones. Used by one thread.
 */
final class EncryptionZones {
    private final @Nullable DistributedFileSystem hdfs;
    private final Path from;
    private final SeenLately<Path> reached = new SeenLately<>();

    EncryptionZones(FileSystem fileSystem, Path from) {
        this.hdfs = fileSystem instanceof DistributedFileSystem distributed ? distributed : null;
        this.from = from;
    }

    /**
     * Refuses a folder of another zone.
     *
     * @throws IOException where nothing can be renamed to it; says what to do
     */
    void requireReachable(Path folder) throws IOException {
        if (hdfs == null || hdfs.getKeyProviderUri() == null || !reached.isNew(folder)) {
            return;
        }
        String own = zoneOf(hdfs, from);
        String other = zoneOf(hdfs, folder);
        if (!Objects.equals(own, other)) {
            reached.forget(folder);
            throw new IOException(
                    ("'%s' is in %s, and files grow in %s, from where HDFS renames nothing to there. Let the"
                                    + " fixed folder of key 'path' be in that encryption zone, or give each zone a sink of its own")
                            .formatted(folder, shown(other), shown(own)));
        }
    }

    private static @Nullable String zoneOf(DistributedFileSystem hdfs, Path folder) throws IOException {
        Path there = folder;
        while (there.getParent() != null && !hdfs.exists(there)) {
            there = there.getParent();
        }
        EncryptionZone zone = hdfs.getEZForPath(there);
        return zone == null ? null : zone.getPath();
    }

    private static String shown(@Nullable String zone) {
        return zone == null ? "no encryption zone" : "the encryption zone '" + zone + "'";
    }
}
