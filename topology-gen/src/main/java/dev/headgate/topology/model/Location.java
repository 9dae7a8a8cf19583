package dev.headgate.topology.model;

/**
 * A place in a source.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
public record Location(Source source, int line, int column) {
    private static final int SHOWN = 120;
    private static final String INDENT = "    ";

    /**
     * The source line and, below it, a caret at the column; long lines are cut to what stands around it. Empty for a
     * blank line.
     */
    public String snippet() {
        if (source.line(line).isBlank()) {
            return "";
        }
        int[] characters = source.line(line).codePoints().toArray();
        int caret = Math.min(column - 1, characters.length);
        int from = caret < SHOWN - 20 ? 0 : caret - SHOWN / 2;
        int to = Math.min(characters.length, from + SHOWN);
        StringBuilder text = new StringBuilder(INDENT);
        StringBuilder below = new StringBuilder(INDENT);
        if (from > 0) {
            text.append("… ");
            below.append("  ");
        }
        for (int index = from; index < to; index++) {
            int character = characters[index];
            text.appendCodePoint(character == '\t' || !Character.isISOControl(character) ? character : '?');
            if (index < caret) {
                below.append(character == '\t' ? '\t' : ' ');
            }
        }
        if (to < characters.length) {
            text.append(" …");
        }
        return text.append('\n').append(below).append('^').toString();
    }

    /** Where the piece of text begins in the rest of the line, or this place where it does not. */
    public Location onward(String piece) {
        int[] characters = source.line(line).codePoints().toArray();
        int from = Math.min(column - 1, characters.length);
        int index = new String(characters, from, characters.length - from).indexOf(piece);
        return index < 0
                ? this
                : new Location(
                        source,
                        line,
                        column + new String(characters, from, characters.length - from).codePointCount(0, index));
    }

    /** Whether a tab stands at the place or before it in the line's indentation. */
    public boolean isAtTab() {
        String text = source.line(line);
        String indentation =
                text.substring(0, text.length() - text.stripLeading().length());
        return column - 1 <= indentation.length() && indentation.indexOf('\t') >= 0;
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.isNumbered() ? source.name() + ":" + line + ":" + column : source.name();
    }
}
