package dev.headgate.testbed;

/**
 * One event as it was read back from a store.
 *
 * @param origin the first feeder of the event; empty where the store does not tell
 * @param sequence the first position of the event; empty where the store does not tell
 * @param body what the app server sent
 */
public record Landed(String origin, String sequence, String body) {
    /** Reads {@code origin<TAB>sequence<TAB>body}; the body may hold tabs. A line without two tabs is all body. */
    static Landed parse(String line) {
        int first = line.indexOf('\t');
        int second = line.indexOf('\t', first + 1);
        if (first < 0 || second < 0) {
            return new Landed("", "", line);
        }
        return new Landed(line.substring(0, first), line.substring(first + 1, second), line.substring(second + 1));
    }
}
