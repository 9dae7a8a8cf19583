package dev.headgate.channel.journal;

/** There is no room for more events now; takes go on, and so do puts when there is room. */
final class JournalFullException extends Exception {
    private static final long serialVersionUID = 1L;

    JournalFullException(String message) {
        super(message, null, false, false);
    }
}
