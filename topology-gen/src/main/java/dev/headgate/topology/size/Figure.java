package dev.headgate.topology.size;

/**
 * A number and where it comes from.
 *
 * @param subject a tier or a store
 * @param name unique within the subject
 * @param amount in the unit
 * @param unit what the amount counts: {@code events/s}, {@code bytes}, {@code s} and the like
 * @param formula in the words of the topology
 * @param worked the formula with its inputs
 */
public record Figure(String subject, String name, double amount, Unit unit, String formula, String worked) {
    /** What a number counts. */
    public enum Unit {
        COUNT,
        EVENTS,
        EVENTS_PER_SECOND,
        BYTES,
        BYTES_PER_SECOND,
        SECONDS,
        FILES_PER_HOUR;

        /** The word that stands for it in JSON. */
        public String word() {
            return switch (this) {
                case COUNT -> "count";
                case EVENTS -> "events";
                case EVENTS_PER_SECOND -> "events/s";
                case BYTES -> "bytes";
                case BYTES_PER_SECOND -> "bytes/s";
                case SECONDS -> "s";
                case FILES_PER_HOUR -> "files/h";
            };
        }
    }

    /** {@code subject.name}. */
    public String id() {
        return subject + "." + name;
    }

    /** The amount as a person reads it; nothing finite is {@code never}. */
    public String text() {
        return Amounts.text(amount, unit);
    }
}
