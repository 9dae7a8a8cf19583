package dev.headgate.sink.hdfs;

/** Reads a delimiter: one character, or an escape for one that a configuration file cannot hold. */
final class Delimiter {
    private Delimiter() {}

    /**
     * The character of {@code ,}, {@code \t} or a backslash, {@code u} and four hexadecimal digits.
     *
     * @throws IllegalArgumentException where it is none of them, or breaks lines, or is the backslash that escapes
     */
    static char read(String text) {
        char delimiter;
        if (text.equals("\\t")) {
            delimiter = '\t';
        } else if (text.matches("\\\\u[0-9A-Fa-f]{4}")) {
            delimiter = (char) Integer.parseInt(text.substring(2), 16);
        } else if (text.length() == 1) {
            delimiter = text.charAt(0);
        } else {
            throw new IllegalArgumentException("not one character");
        }
        if (delimiter == '\n' || delimiter == '\r' || delimiter == '\\' || Character.isSurrogate(delimiter)) {
            throw new IllegalArgumentException("no character that can divide columns");
        }
        return delimiter;
    }
}
