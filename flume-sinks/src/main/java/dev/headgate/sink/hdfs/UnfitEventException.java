package dev.headgate.sink.hdfs;

/** An event that its format cannot take, for the event's own sake; the file is as it was. The message says why. */
final class UnfitEventException extends Exception {
    UnfitEventException(String message) {
        super(message);
    }

    UnfitEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
