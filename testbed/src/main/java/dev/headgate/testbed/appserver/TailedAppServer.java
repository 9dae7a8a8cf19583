package dev.headgate.testbed.appserver;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app server that writes a log file and rotates it by rename, for an agent on the same machine to tail.
 *
 * <p>The file is {@code <name>.log}; after so many lines it becomes {@code <name>.log.1}, what had that name becomes
 * {@code <name>.log.2}, and so on, as logrotate does. No rotated file is ever removed.
 */
public final class TailedAppServer extends AppServer {
    private final Path file;
    private final int linesPerFile;
    private int linesInFile;
    private @Nullable BufferedWriter open;

    /**
     * @param folder where the log files are; made when it is not there
     * @param linesPerFile how many lines a file gets before it is rotated
     */
    public TailedAppServer(String name, Path folder, int linesPerFile, Workload workload) {
        super(name, workload);
        if (linesPerFile <= 0) {
            throw new IllegalArgumentException("lines per file must be above 0, not " + linesPerFile);
        }
        this.file = folder.resolve(name + ".log");
        this.linesPerFile = linesPerFile;
    }

    @Override
    void deliver(List<String> batch, long first) throws IOException {
        for (String line : batch) {
            if (linesInFile == linesPerFile) {
                rotate();
            }
            writer().append(line).append('\n');
            linesInFile++;
        }
        writer().flush();
    }

    private BufferedWriter writer() throws IOException {
        BufferedWriter writer = open;
        if (writer == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            open = writer;
        }
        return writer;
    }

    private void rotate() throws IOException {
        closeFile();
        linesInFile = 0;
        int oldest = 0;
        while (Files.exists(rotated(oldest + 1))) {
            oldest++;
        }
        for (int number = oldest; number >= 0; number--) {
            Files.move(rotated(number), rotated(number + 1));
        }
    }

    private Path rotated(int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }

    private void closeFile() throws IOException {
        BufferedWriter writer = open;
        open = null;
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    void release() throws IOException {
        closeFile();
    }
}
