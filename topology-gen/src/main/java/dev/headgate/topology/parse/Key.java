package dev.headgate.topology.parse;

import org.jspecify.annotations.Nullable;

/**
 * A key of the topology language, declared once.
 *
 * @param sentence what it says and an example
 * @param fallback its default; none where it is required
 */
record Key<T>(
        String name,
        ValueType<T> type,
        String sentence,
        @Nullable T fallback) {
    static <T> Key<T> required(String name, ValueType<T> type, String sentence) {
        return new Key<>(name, type, sentence, null);
    }

    static <T> Key<T> optional(String name, ValueType<T> type, String sentence, T fallback) {
        return new Key<>(name, type, sentence, fallback);
    }
}
