package dev.headgate.kit.option;

/**
 * Something that is wrong with a key of a component.
 *
 * @param rule what kind of mistake it is
 * @param key the key it was found at
 * @param message the whole sentence for the person who has to mend it
 */
public record Problem(Rule rule, String key, String message) {

    /** The kinds of mistake; {@link #id} is what tools name them by. */
    public enum Rule {
        UNKNOWN_KEY("unknown-key"),
        MISSING_KEY("missing-key"),
        BAD_VALUE("bad-value"),
        CONTRADICTION("contradiction"),
        /** The key has a new name; the old one still works. */
        RENAMED_KEY("renamed-key");

        private final String id;

        Rule(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    /** Whether the component works in spite of it. */
    public boolean isWarning() {
        return rule == Rule.RENAMED_KEY;
    }

    @Override
    public String toString() {
        return message;
    }
}
