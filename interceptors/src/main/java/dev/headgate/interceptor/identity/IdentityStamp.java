package dev.headgate.interceptor.identity;

import static dev.headgate.kit.progress.EventHeaders.FEEDER;
import static dev.headgate.kit.progress.EventHeaders.ORIGIN;
import static dev.headgate.kit.progress.EventHeaders.POSITION;
import static dev.headgate.kit.progress.EventHeaders.SEQUENCE;
import static dev.headgate.kit.progress.EventHeaders.STREAM;
import static dev.headgate.kit.progress.EventHeaders.TIMESTAMP;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stamps the headers of one event. Knows no Flume; safe for many threads. */
final class IdentityStamp {
    private final IdentitySettings settings;
    private final Identities identities;

    IdentityStamp(IdentitySettings settings, Identities identities) {
        this.settings = settings;
        this.identities = identities;
    }

    void stamp(Map<String, String> headers, long nowMillis) {
        if (!settings.trusted() || !hasProgress(headers)) {
            headers.remove(FEEDER);
            headers.remove(POSITION);
        }
        if (!settings.trusted() || isBlank(headers.get(ORIGIN)) || isBlank(headers.get(SEQUENCE))) {
            identify(headers);
        }
        settings.stream().ifPresent(stream -> headers.put(STREAM, stream));
        if (isBlank(headers.get(TIMESTAMP))) {
            headers.put(TIMESTAMP, Long.toString(nowMillis));
        }
    }

    private void identify(Map<String, String> headers) {
        String feeder = headers.get(FEEDER);
        String position = headers.get(POSITION);
        if (feeder != null && position != null) {
            headers.put(ORIGIN, feeder);
            headers.put(SEQUENCE, position);
        } else {
            headers.put(ORIGIN, identities.origin());
            headers.put(SEQUENCE, identities.nextSequence());
        }
    }

    /** Half a pair, or a position that is no number, says nothing and would only confuse what reads it. */
    private static boolean hasProgress(Map<String, String> headers) {
        return !isBlank(headers.get(FEEDER)) && isPosition(headers.get(POSITION));
    }

    private static boolean isPosition(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 19) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return text.length() < 19 || text.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
