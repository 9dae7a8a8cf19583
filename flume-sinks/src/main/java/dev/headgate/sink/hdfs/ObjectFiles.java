package dev.headgate.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/** Small objects of a store, each written and read as a whole. Safe for threads. */
record ObjectFiles(FileSystem fileSystem) {
    /** Spares S3A what it asks the store before it writes. */
    private static final String AT_ONCE = "fs.s3a.create.performance";

    /** Writes an object, also over one that stands. */
    void put(Path path, byte[] bytes) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(path);
        builder.recursive();
        builder.overwrite(true);
        builder.opt(AT_ONCE, true);
        write(builder, bytes);
    }

    /**
     * Writes an object where none stands. Of several that try, one succeeds, as far as the store keeps to conditions.
     *
     * @param bytes that nobody else writes there: by them an own success is known whose answer was lost
     * @return whether it stands there now as it was given
     */
    boolean putIfAbsent(Path path, byte[] bytes) throws IOException {
        try {
            writeConditionally(path, bytes);
            return true;
        } catch (IOException failed) {
            Optional<byte[]> standing = read(path);
            if (standing.isEmpty()) {
                throw failed;
            }
            return Arrays.equals(standing.get(), bytes);
        }
    }

    private void writeConditionally(Path path, byte[] bytes) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(path);
        builder.recursive();
        builder.overwrite(false);
        builder.opt(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        write(builder, bytes);
    }

    private static void write(FSDataOutputStreamBuilder<?, ?> builder, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = builder.build()) {
            out.write(bytes);
        }
    }

    /** What an object holds; nothing where there is none. */
    Optional<byte[]> read(Path path) throws IOException {
        try (FSDataInputStream in = fileSystem.open(path)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /** What stands in a folder. */
    List<FileStatus> list(Path folder) throws IOException {
        try {
            return List.of(fileSystem.listStatus(folder));
        } catch (FileNotFoundException none) {
            return List.of();
        }
    }

    void delete(Path path) throws IOException {
        fileSystem.delete(path, false);
    }

    /** Removes a folder of objects, one by one: not every store takes requests to remove many. */
    void deleteFolder(Path folder) throws IOException {
        for (FileStatus entry : list(folder)) {
            delete(entry.getPath());
        }
        delete(folder);
    }
}
