package dev.headgate.topology.model;

/**
 * Something that is wrong with a topology.
 *
 * @param message what failed, why, and what to do
 */
public record Problem(Rule rule, Location at, String message) {
    private static final int LONGEST = 4_000;

    /** A problem; a message that quotes more than anybody reads loses its middle, and keeps its remedy. */
    public Problem {
        if (message.length() > LONGEST) {
            int half = LONGEST / 2;
            message = message.substring(0, half) + " … " + message.substring(message.length() - half);
        }
    }

    public boolean isError() {
        return rule.severity() == Severity.ERROR;
    }

    /** The problem as people read it: place, severity, rule, message; then the source line and a caret. */
    public String text() {
        String snippet = at.snippet();
        return snippet.isEmpty() ? toString() : this + "\n" + snippet;
    }

    /** {@code file:line:column: error[rule]: message}. */
    @Override
    public String toString() {
        return at + ": " + rule.severity().label() + "[" + rule.id() + "]: " + message;
    }
}
