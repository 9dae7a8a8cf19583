package dev.headgate.sink.hbase;

/** An event cannot be written for its own sake; the message says why. */
final class RefusedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedEventException(String message) {
        super(message, null, false, false);
    }
}
