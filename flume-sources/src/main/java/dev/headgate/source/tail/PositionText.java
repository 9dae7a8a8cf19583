package dev.headgate.source.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The positions as text: a head line, a line for each file, and a last line with the checksum of all before it.
 *
 * <p>A file's line: device, inode, generation, offset, length and checksum of the fingerprint, and to the end of the line
 * the name, in which a backslash and an end of line are escaped.
 */
final class PositionText {
    private static final String HEAD = "headgate tail positions 1";
    private static final String END = "end ";

    private PositionText() {}

    /** The text is not what {@link #write} wrote. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    static String write(Collection<Position> positions) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Position position : positions) {
            text.append(position.id().device()).append(' ');
            text.append(position.id().inode()).append(' ');
            text.append(position.generation()).append(' ');
            text.append(position.offset()).append(' ');
            text.append(position.fingerprint().length()).append(' ');
            text.append(position.fingerprint().checksum()).append(' ');
            text.append(escaped(position.name().toString())).append('\n');
        }
        String lines = text.toString();
        return lines + END + checksum(lines) + '\n';
    }

    static List<Position> read(String text) throws DamagedException {
        int end = text.lastIndexOf('\n' + END) + 1;
        if (end == 0 || !text.startsWith(HEAD + '\n')) {
            throw new DamagedException("it does not begin and end as a position file does");
        }
        if (!text.substring(end).equals(END + checksum(text.substring(0, end)) + '\n')) {
            throw new DamagedException("its checksum does not fit its content");
        }
        List<Position> positions = new ArrayList<>();
        for (String line : text.substring(HEAD.length() + 1, end).split("\n", -1)) {
            if (!line.isEmpty()) {
                positions.add(position(line));
            }
        }
        return positions;
    }

    private static Position position(String line) throws DamagedException {
        String[] parts = line.split(" ", 7);
        if (parts.length < 7) {
            throw new DamagedException("it has the line '" + line + "', in which something is missing");
        }
        try {
            FileId id = new FileId(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            Fingerprint fingerprint = new Fingerprint(Integer.parseInt(parts[4]), Long.parseLong(parts[5]));
            return new Position(
                    id, Long.parseLong(parts[2]), Long.parseLong(parts[3]), fingerprint, Path.of(unescaped(parts[6])));
        } catch (IllegalArgumentException notANumber) {
            throw new DamagedException("it has the line '" + line + "', which cannot be read");
        }
    }

    private static long checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(UTF_8));
        return checksum.getValue();
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String name) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char sign = name.charAt(index);
            if (sign == '\\' && index + 1 < name.length()) {
                index++;
                sign = name.charAt(index) == 'n' ? '\n' : name.charAt(index);
            }
            text.append(sign);
        }
        return text.toString();
    }
}
