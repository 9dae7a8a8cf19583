package dev.headgate.sink;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Logs a failure that comes again and again: the first at once, then at most one a minute, then that it is over.
 *
 * <p>Used by one thread.
 */
public final class FailureLog {
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Logger log;
    private final Clock clock;
    private @Nullable Instant lastLogged;
    private int failures;

    public FailureLog(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Notes a failure. A runtime exception may be a bug, so it is logged with its stack trace.
     *
     * @param message what failed, in which component, and what happens to the events
     */
    public void failed(String message, Exception failure) {
        if (isInterruption(failure)) {
            log.info("{}: interrupted, as the component is stopping.", message);
            return;
        }
        failures++;
        Instant now = clock.instant();
        if (lastLogged != null && Duration.between(lastLogged, now).compareTo(QUIET) < 0) {
            log.debug("{}", message, failure);
            return;
        }
        lastLogged = now;
        String times = failures == 1 ? "" : " (time " + failures + " in a row)";
        if (failure instanceof RuntimeException) {
            log.warn("{}{}", message, times, failure);
        } else {
            log.warn("{}{}: {}", message, times, reason(failure));
            log.debug("{}", message, failure);
        }
    }

    /** Notes that it works, again where it had failed. */
    public void works(String message) {
        if (failures > 0) {
            log.info("{} after {} failures.", message, failures);
        }
        failures = 0;
        lastLogged = null;
    }

    /** A timeout of a socket is an InterruptedIOException too, and means that the store is away. */
    private static boolean isInterruption(Exception failure) {
        return failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException);
    }

    /** The first line of the message: Hadoop and HBase put whole stack traces of the server behind it. */
    public static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
