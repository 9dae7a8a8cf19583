package dev.headgate.kit.option;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The settings of a Flume component, or everything that is wrong with its keys.
 *
 * <p>Flume drops a component whose {@code configure} throws and runs on without it. So a component of ours takes its
 * keys in {@code configure} without throwing, and refuses to {@code start}: it stays visible, and Flume logs all its
 * problems every few seconds until they are mended. Immutable.
 */
public final class Configured<S> {
    private final @Nullable S settings;
    private final @Nullable OptionsException refusal;

    private Configured(@Nullable S settings, @Nullable OptionsException refusal) {
        this.settings = settings;
        this.refusal = refusal;
    }

    /**
     * Reads a component's keys.
     *
     * @param log is told of renamed keys as warnings, and of a refusal as an error
     */
    public static <S> Configured<S> read(
            ComponentOptions declaration,
            String name,
            Map<String, String> keys,
            Function<Values, S> settings,
            Logger log) {
        try {
            Values values = declaration.read(name, keys, warning -> log.warn("{}", warning.message()));
            return new Configured<>(settings.apply(values), null);
        } catch (OptionsException refused) {
            log.error("{}", refused.getMessage());
            return new Configured<>(null, refused);
        }
    }

    /**
     * The settings.
     *
     * @throws OptionsException where the keys were wrong
     */
    public S settings() {
        if (settings == null) {
            throw refusal == null ? new IllegalStateException("Neither settings nor refusal.") : refusal;
        }
        return settings;
    }
}
