package dev.headgate.topology.parse;

import org.jspecify.annotations.Nullable;

/**
 * A key of the topology language, declared once.
 *
 * @param sentence what it says and an example
 * @param fallback its default; none where it is required or may be absent
 * @param isRequired whether it has to be given
 */
record Key<T>(
        String name,
        ValueType<T> type,
        String sentence,
        @Nullable T fallback,
        boolean isRequired) {
    static <T> Key<T> required(String name, ValueType<T> type, String sentence) {
        return new Key<>(name, type, sentence, null, true);
    }

    static <T> Key<T> optional(String name, ValueType<T> type, String sentence, T fallback) {
        return new Key<>(name, type, sentence, fallback, false);
    }

    /** One that may be absent and has no default; it is looked for by {@link Section#find}. */
    static <T> Key<T> maybe(String name, ValueType<T> type, String sentence) {
        return new Key<>(name, type, sentence, null, false);
    }
}
