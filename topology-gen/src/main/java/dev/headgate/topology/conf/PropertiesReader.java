package dev.headgate.topology.conf;

import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Source;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a properties file as {@link java.util.Properties} does, and keeps the places. Used by one thread, once. */
final class PropertiesReader {
    private static final char END = '\uffff';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Source source;
    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private int at;
    private int line = 1;
    private int column = 1;

    PropertiesReader(Source source, String text) {
        this.source = source;
        this.text = text;
    }

    List<Problem> problems() {
        return problems;
    }

    List<ConfFile.Entry> read() {
        List<ConfFile.Entry> entries = new ArrayList<>();
        skipByteOrderMark();
        while (!isAtEnd()) {
            skipContinuedBlanks();
            if (peek() == '#' || peek() == '!') {
                skipLine();
            } else if (isNewline(peek())) {
                newline();
            } else if (!isAtEnd()) {
                entries.add(entry());
            }
        }
        return entries;
    }

    /** As editors of Windows put before a text. */
    private void skipByteOrderMark() {
        if (peek() == BYTE_ORDER_MARK) {
            problems.add(
                    new Problem(
                            ConfRule.CONF_SYNTAX,
                            here(),
                            "Byte order mark at the start of the file: Flume takes it for a part of the first line. Save the file as UTF-8 without it."));
            at++;
        }
    }

    private ConfFile.Entry entry() {
        Location keyAt = here();
        String key = piece(true);
        skipContinuedBlanks();
        if (peek() == '=' || peek() == ':') {
            next();
            skipContinuedBlanks();
        }
        Location valueAt = here();
        String value = piece(false);
        return new ConfFile.Entry(new Located<>(key.strip(), keyAt), new Located<>(value.strip(), valueAt));
    }

    private String piece(boolean isKey) {
        StringBuilder piece = new StringBuilder();
        while (true) {
            skipContinuations();
            char sign = peek();
            if (isAtEnd() || isNewline(sign) || (isKey && (isBlank(sign) || sign == '=' || sign == ':'))) {
                return piece.toString();
            }
            if (sign == '\\') {
                escape(piece);
            } else {
                piece.append(next());
            }
        }
    }

    private void escape(StringBuilder piece) {
        Location start = here();
        next();
        if (isAtEnd()) {
            return;
        }
        char escaped = next();
        switch (escaped) {
            case 't' -> piece.append('\t');
            case 'n' -> piece.append('\n');
            case 'r' -> piece.append('\r');
            case 'f' -> piece.append('\f');
            case 'u' -> unicode(start, piece);
            default -> piece.append(escaped);
        }
    }

    /** Lines are joined before escapes are read, so the digits may stand in two of them. */
    private void unicode(Location start, StringBuilder piece) {
        StringBuilder digits = new StringBuilder();
        for (skipContinuations(); digits.length() < 4 && !isAtEnd() && !isNewline(peek()); skipContinuations()) {
            digits.append(next());
        }
        if (digits.toString().matches("[0-9a-fA-F]{4}")) {
            piece.append((char) Integer.parseInt(digits.toString(), 16));
        } else {
            problems.add(new Problem(
                    ConfRule.CONF_SYNTAX,
                    start,
                    "Bad escape '\\u%s': four hexadecimal digits are wanted, and Flume refuses the whole file. Write a backslash as two."
                            .formatted(digits)));
        }
    }

    private void skipBlanks() {
        while (isBlank(peek())) {
            next();
        }
    }

    /** A backslash at the end of a line takes the next one in, without its blanks. */
    private void skipContinuations() {
        while (peek() == '\\' && at + 1 < text.length() && isNewline(text.charAt(at + 1))) {
            next();
            newline();
            skipBlanks();
        }
    }

    private void skipContinuedBlanks() {
        int before;
        do {
            before = at;
            skipBlanks();
            skipContinuations();
        } while (at > before);
    }

    private void skipLine() {
        while (!isAtEnd() && !isNewline(peek())) {
            next();
        }
    }

    private void newline() {
        if (peek() == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at++;
        }
        at++;
        line++;
        column = 1;
    }

    private char next() {
        char sign = text.charAt(at++);
        column += Character.isLowSurrogate(sign) ? 0 : 1;
        return sign;
    }

    private char peek() {
        return isAtEnd() ? END : text.charAt(at);
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private Location here() {
        return new Location(source, line, column);
    }

    private static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t' || sign == '\f';
    }

    private static boolean isNewline(char sign) {
        return sign == '\n' || sign == '\r';
    }
}
