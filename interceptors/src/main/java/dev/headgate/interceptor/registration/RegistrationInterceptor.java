package dev.headgate.interceptor.registration;

import dev.headgate.kit.option.Configured;
import java.util.List;
import java.util.Map;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers its source in ZooKeeper from start to stop, and leaves events alone.
 *
 * <p>An interceptor because Flume starts and stops it with its source, whatever source that is. ZooKeeper may be away: the
 * source runs on, and is registered as soon as it can be. Safe for many threads. With bad options {@link #initialize}
 * throws, so that the source does not start.
 */
public final class RegistrationInterceptor implements Interceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationInterceptor.class);

    private final Configured<RegistrationSettings> configured;
    private @Nullable Registration registration;

    private RegistrationInterceptor(Configured<RegistrationSettings> configured) {
        this.configured = configured;
    }

    /**
     * Begins to register. Flume calls it again where the source could not start.
     *
     * @throws dev.headgate.kit.option.OptionsException where the keys are wrong
     */
    @Override
    public synchronized void initialize() {
        if (registration == null) {
            registration = Registration.begin(configured.settings());
        }
    }

    @Override
    public Event intercept(Event event) {
        return event;
    }

    @Override
    public List<Event> intercept(List<Event> events) {
        return events;
    }

    @Override
    public synchronized void close() {
        if (registration != null) {
            registration.close();
            registration = null;
        }
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
            return new RegistrationInterceptor(Configured.read(
                    RegistrationOptions.DECLARATION, "registration", keys, RegistrationSettings::of, LOG));
        }
    }
}
