package dev.headgate.sink.hdfs;

import dev.headgate.sink.HadoopDefaults;
import dev.headgate.sink.Login;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of one writer: hidden ones in which files grow, and final ones.
 *
 * <p>A hidden file {@code root/_headgate/writer/files/folder/name} belongs to {@code root/folder/name}: its place says where it
 * goes, so nothing else has to be kept. Readers of Hadoop skip folders whose name begins with an underscore. Used by one
 * thread.
 */
final class HdfsStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsStore.class);

    /**
     * Hadoop's own patience is a quarter of an hour per call, and the sink tries again by itself. Hadoop would close the file
     * system as soon as the process is told to end, while Flume has not yet stopped the sink, which then could not publish.
     */
    private static final Map<String, String> CLIENT_DEFAULTS = Map.of(
            "ipc.client.connect.timeout", "10000",
            "ipc.client.connect.max.retries", "2",
            "ipc.client.connect.max.retries.on.timeouts", "1",
            "ipc.client.rpc-timeout.ms", "60000",
            // A file can be closed when the NameNode has heard of its last block, mostly some milliseconds later:
            // Hadoop asks
            // again after 400, and then twice as long each time.
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10",
            "dfs.client.block.write.locateFollowingBlock.retries", "10",
            "fs.automatic.close", "false");

    /** Of a path on local disks: no file of checksums beside each. S3A's own temporary files need the other. */
    private static final Map<String, String> LOCAL_DEFAULTS =
            Map.of("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");

    private final FileSystem fileSystem;
    private final Path root;
    private final Path home;
    private final Path hidden;

    private HdfsStore(FileSystem fileSystem, Path root, Path home) {
        this.fileSystem = fileSystem;
        this.root = root;
        this.home = home;
        this.hidden = new Path(home, "files");
    }

    /** Opens the file system for this writer alone; HDFS itself is not contacted yet. */
    static HdfsStore open(HdfsSettings settings) throws IOException {
        Configuration configuration = new Configuration();
        HadoopDefaults.apply(configuration, CLIENT_DEFAULTS);
        if (settings.login().byKerberos()) {
            configuration.set("hadoop.security.authentication", "kerberos");
        }
        settings.hadoop().forEach(configuration::set);
        Path root = new Path(settings.root());
        URI uri = root.toUri().getScheme() == null ? FileSystem.getDefaultUri(configuration) : root.toUri();
        if ("file".equals(uri.getScheme())) {
            HadoopDefaults.apply(configuration, LOCAL_DEFAULTS);
        }
        FileSystem fileSystem = as(settings.login(), () -> FileSystem.newInstance(uri, configuration));
        Path absolute = fileSystem.makeQualified(root);
        return new HdfsStore(fileSystem, absolute, new Path(absolute, "_headgate/" + settings.writer()));
    }

    private static FileSystem as(Login login, Callable<FileSystem> connecting) throws IOException {
        try {
            return login.call(connecting);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(stopping);
        } catch (Exception failed) {
            throw new IOException(String.valueOf(failed), failed);
        }
    }

    /** Whether it is an object store. */
    boolean keepsObjects() {
        return ObjectStores.hold(root.toString());
    }

    /** Makes a new hidden file for a folder below the root. */
    FSDataOutputStream create(Path file) throws IOException {
        FSDataOutputStream stream = fileSystem.create(file, false);
        if (!stream.hasCapability(StreamCapabilities.HSYNC)) {
            stream.close();
            discard(file);
            throw new IOException("files in '" + root + "' cannot be flushed, so that a crash would lose events. "
                    + (fileSystem instanceof LeaseRecoverable
                            ? "Its folders are erasure-coded: put a journal before the sink, or give a replicated folder"
                            : "Put a journal before the sink, or give a path in HDFS"));
        }
        return stream;
    }

    Path hiddenFile(String folder, String name) {
        return new Path(hidden, folder + name);
    }

    /** The hidden files that earlier runs of this writer left; empty folders of theirs are removed. */
    List<Path> leftovers() throws IOException {
        List<Path> files = new ArrayList<>();
        try {
            collect(hidden, files);
        } catch (FileNotFoundException nothingLeft) {
            LOG.debug("No leftovers in '{}'.", hidden);
        }
        return files;
    }

    private void collect(Path folder, List<Path> files) throws IOException {
        int before = files.size();
        for (FileStatus entry : fileSystem.listStatus(folder)) {
            if (entry.isDirectory()) {
                collect(entry.getPath(), files);
            } else {
                files.add(entry.getPath());
            }
        }
        if (files.size() == before) {
            fileSystem.delete(folder, false);
        }
    }

    /**
     * Renames a complete file to its final place. Done again after a failure it finds what was done already.
     *
     * @throws IOException where it could not be published now
     */
    void publish(Path file) throws IOException {
        Path target = target(file);
        fileSystem.mkdirs(target.getParent());
        if (fileSystem.exists(target)) {
            if (!fileSystem.exists(file)) {
                return;
            }
            throw new IOException("'" + target + "' exists and is not overwritten. Give each writer a name of its own");
        }
        if (!fileSystem.rename(file, target)) {
            throw new IOException("'" + file + "' could not be renamed to '" + target + "'");
        }
        LOG.info("Published '{}'.", target);
        prune(file);
    }

    /** Looks whether a hidden file that is gone was published, by a rename whose answer was lost. */
    void confirmPublished(Path file) throws IOException {
        if (!fileSystem.exists(target(file))) {
            LOG.error("File '{}' is gone and was not published: somebody removed it, and its events with it.", file);
        }
        prune(file);
    }

    /** Removes a hidden file that holds nothing. */
    void discard(Path file) throws IOException {
        fileSystem.delete(file, false);
        prune(file);
    }

    private Path target(Path file) {
        String inside =
                file.toUri().getPath().substring(hidden.toUri().getPath().length() + 1);
        return new Path(root, inside);
    }

    /** Removes the hidden folders that became empty. */
    private void prune(Path file) throws IOException {
        Path folder = file.getParent();
        try {
            while (folder.depth() >= home.depth() && fileSystem.listStatus(folder).length == 0) {
                fileSystem.delete(folder, false);
                folder = folder.getParent();
            }
        } catch (FileNotFoundException goneAlready) {
            LOG.debug("'{}' is gone already.", folder, goneAlready);
        }
    }

    /** Removes the writer's folder where it is empty. */
    void prune() throws IOException {
        prune(new Path(home, "none"));
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    /** Below it all files land. */
    Path root() {
        return root;
    }

    /** The hidden folder of the writer. */
    Path home() {
        return home;
    }

    @Override
    public void close() throws IOException {
        fileSystem.close();
    }
}
