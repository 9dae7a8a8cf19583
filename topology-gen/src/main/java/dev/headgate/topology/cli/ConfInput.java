package dev.headgate.topology.cli;

import dev.headgate.topology.conf.ConfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the flume.conf files that the command line names. */
final class ConfInput {
    private static final String STDIN = "-";
    private static final long MOST_BYTES = 16 << 20;

    private ConfInput() {}

    /**
     * Reads one.
     *
     * @throws UserError where it cannot be read
     */
    static ConfFile read(String file) {
        try {
            if (file.equals(STDIN)) {
                return ConfFile.parse("standard input", text(System.in.readAllBytes()));
            }
            if (file.isEmpty()) {
                throw new UserError("Cannot read '': the name is empty. Give a file, or - for standard input.");
            }
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new UserError("Cannot read '" + file + "': it is a folder. Give the files in it.");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new UserError(
                        "Cannot read '" + file + "': it has more than 16 MB. Check that it is a flume.conf.");
            }
            return ConfFile.parse(file, text(Files.readAllBytes(path)));
        } catch (IOException unreadable) {
            throw new UserError(
                    "Cannot read '" + file + "': " + TopologyInput.why(unreadable) + ". Check the path.", unreadable);
        }
    }

    /** UTF-8, or else what Java's properties files once were. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
