package dev.headgate.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads the text files below a folder of an HDFS, each line {@code origin<TAB>sequence<TAB>body}, and of Avro containers, whose name
 * ends with {@code .avro}, the bodies of their events.
 *
 * <p>Files and folders whose name begins with {@code _} or {@code .} are hidden, as for every Hadoop job. A folder that
 * is not there holds nothing.
 */
public final class HdfsReader implements StoreReader {
    private static final String AVRO = ".avro";

    private final URI hdfs;
    private final Path folder;

    public HdfsReader(URI hdfs, String folder) {
        this.hdfs = hdfs;
        this.folder = new Path(folder);
    }

    @Override
    public void read(Consumer<Landed> sink) throws IOException {
        try (FileSystem fileSystem = FileSystem.newInstance(hdfs, new Configuration())) {
            if (fileSystem.exists(folder)) {
                readFolder(fileSystem, folder, sink);
            }
        }
    }

    private static void readFolder(FileSystem fileSystem, Path folder, Consumer<Landed> sink) throws IOException {
        for (FileStatus entry : fileSystem.listStatus(folder)) {
            if (isHidden(entry.getPath().getName())) {
                continue;
            }
            if (entry.isDirectory()) {
                readFolder(fileSystem, entry.getPath(), sink);
            } else if (entry.getPath().getName().endsWith(AVRO)) {
                readContainer(fileSystem, entry.getPath(), sink);
            } else {
                readFile(fileSystem, entry.getPath(), sink);
            }
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    private static void readContainer(FileSystem fileSystem, Path file, Consumer<Landed> sink) throws IOException {
        try (DataFileStream<GenericRecord> events =
                new DataFileStream<>(fileSystem.open(file), new GenericDatumReader<>())) {
            for (GenericRecord event : events) {
                ByteBuffer body = (ByteBuffer) event.get("body");
                sink.accept(
                        new Landed("", "", StandardCharsets.UTF_8.decode(body).toString()));
            }
        }
    }

    private static void readFile(FileSystem fileSystem, Path file, Consumer<Landed> sink) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(fileSystem.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(Landed.parse(line));
            }
        }
    }
}
