package dev.headgate.sink.hdfs;

import java.util.Locale;

/** Makes a header's value fit to be part of a folder's name: it can neither climb out nor hide nor be refused. */
final class FolderNames {
    private static final int LONGEST = 100;
    private static final int LONGEST_IN_BYTES = 255;
    private static final int MOST_BYTES_OF_ONE = 3;

    private FolderNames() {}

    /**
     * Percent-encodes slashes, colons (HDFS takes none), percent signs and control characters, and a dot or underscore
     * in front (a reader would take the folder for a hidden one). A long value is cut.
     */
    static String encode(String value) {
        StringBuilder name = new StringBuilder(value.length());
        for (int i = 0; i < value.length() && name.length() < LONGEST; i++) {
            char character = value.charAt(i);
            boolean hides = i == 0 && (character == '.' || character == '_');
            boolean harms = Character.isISOControl(character) || "/:%\\".indexOf(character) >= 0;
            if (hides || harms || isDotOfDots(value, character)) {
                name.append('%').append(String.format(Locale.ROOT, "%02X", (int) character));
            } else {
                name.append(character);
            }
        }
        return name.toString();
    }

    /** Cuts each folder's name, which may be made of several values, to what HDFS takes: 255 bytes in UTF-8. */
    static String fit(String folders) {
        if (folders.length() * MOST_BYTES_OF_ONE <= LONGEST_IN_BYTES) {
            return folders;
        }
        StringBuilder fitting = new StringBuilder(folders.length());
        int bytes = 0;
        for (int i = 0; i < folders.length(); i += Character.charCount(folders.codePointAt(i))) {
            int character = folders.codePointAt(i);
            bytes = character == '/' ? 0 : bytes + bytesOf(character);
            if (bytes <= LONGEST_IN_BYTES) {
                fitting.appendCodePoint(character);
            }
        }
        return fitting.toString();
    }

    private static int bytesOf(int character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    /** Two values of dots side by side would otherwise make a parent folder. */
    private static boolean isDotOfDots(String value, char character) {
        return character == '.' && value.chars().allMatch(each -> each == '.');
    }
}
