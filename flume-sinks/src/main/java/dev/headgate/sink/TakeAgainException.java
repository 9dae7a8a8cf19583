package dev.headgate.sink;

import java.io.IOException;

/**
 * Thrown by a {@link PositionedWriter} that has to be given its batch again, and knows more then. This is no failure: the
 * batch comes again at once, and as large.
 */
public final class TakeAgainException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message why, for the log */
    public TakeAgainException(String message) {
        super(message);
    }
}
