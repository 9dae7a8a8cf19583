package dev.headgate.sink.hdfs;

import java.util.Locale;

/** Makes a header's value fit to be part of a folder's name: it can neither climb out nor hide nor be refused. */
final class FolderNames {
    private static final int LONGEST = 100;

    private FolderNames() {}

    /**
     * Percent-encodes slashes, colons (HDFS takes none), percent signs and control characters, and a dot or underscore
     * in front (a reader would take the folder for a hidden one). HDFS takes names of 255 characters, so a long value
     * is cut.
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

    /** Two values of dots side by side would otherwise make a parent folder. */
    private static boolean isDotOfDots(String value, char character) {
        return character == '.' && value.chars().allMatch(each -> each == '.');
    }
}
