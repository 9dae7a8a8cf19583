package dev.headgate.interceptor.identity;

import dev.headgate.kit.option.Configured;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stamps {@code origin} and {@code sequence} on every event, so that any two events of a topology can be told apart.
 *
 * <p>An event that has an identity keeps it where the sender is trusted. A trusted event with feeder headers is named by
 * them; any other is named by this agent, this start, and a counter from 1. From an untrusted sender no feeder header
 * and no identity is believed. An event without a {@code timestamp} gets the present time in milliseconds.
 *
 * <p>Safe for many threads, as the Avro source calls it from several. Events are changed in place; a header map that
 * cannot be changed is replaced. With bad options {@link #initialize} throws, so that the source does not start: a
 * builder that throws would remove the source in silence.
 */
public final class IdentityInterceptor implements Interceptor {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityInterceptor.class);

    private final Configured<IdentitySettings> configured;
    private final Clock clock;
    private volatile @Nullable IdentityStamp stamp;

    private IdentityInterceptor(Configured<IdentitySettings> configured, Clock clock) {
        this.configured = configured;
        this.clock = clock;
    }

    /**
     * Gets ready to stamp.
     *
     * @throws dev.headgate.kit.option.OptionsException where the keys are wrong
     */
    @Override
    public void initialize() {
        IdentitySettings settings = configured.settings();
        int random = new SecureRandom().nextInt();
        stamp = new IdentityStamp(settings, new Identities(settings.agent(), clock.millis(), random));
    }

    @Override
    public Event intercept(Event event) {
        stamp(event, clock.millis());
        return event;
    }

    @Override
    public List<Event> intercept(List<Event> events) {
        long now = clock.millis();
        for (Event event : events) {
            stamp(event, now);
        }
        return events;
    }

    @Override
    public void close() {}

    private void stamp(Event event, long now) {
        IdentityStamp ready = stamp;
        if (ready == null) {
            throw new IllegalStateException("The identity interceptor was called before it was initialized.");
        }
        Map<String, String> headers = event.getHeaders();
        if (headers == null) {
            event.setHeaders(stamped(ready, Map.of(), now));
            return;
        }
        try {
            ready.stamp(headers, now);
        } catch (UnsupportedOperationException unchangeable) {
            event.setHeaders(stamped(ready, headers, now));
        }
    }

    private static Map<String, String> stamped(IdentityStamp ready, Map<String, String> headers, long now) {
        Map<String, String> changeable = new HashMap<>(headers);
        ready.stamp(changeable, now);
        return changeable;
    }

    /** Makes the interceptor from Flume's keys; used by one thread. */
    public static final class Builder implements Interceptor.Builder {
        private Map<String, String> keys = Map.of();

        /** Only takes the keys: whatever is wrong with them is said when the interceptor is initialized. */
        @Override
        public void configure(Context context) {
            keys = Map.copyOf(context.getParameters());
        }

        @Override
        public Interceptor build() {
            Configured<IdentitySettings> configured =
                    Configured.read(IdentityOptions.DECLARATION, "identity", keys, IdentitySettings::of, LOG);
            return new IdentityInterceptor(configured, Clock.systemUTC());
        }
    }
}
