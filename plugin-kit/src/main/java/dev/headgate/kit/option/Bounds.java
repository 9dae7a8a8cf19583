package dev.headgate.kit.option;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lowest and the highest value that an option takes; either may be missing. */
record Bounds<T>(@Nullable T lowest, @Nullable T highest) {
    static <T> Bounds<T> none() {
        return new Bounds<>(null, null);
    }

    Bounds<T> atLeast(T value) {
        return new Bounds<>(value, highest);
    }

    Bounds<T> atMost(T value) {
        return new Bounds<>(lowest, value);
    }

    void check(T value, Function<T, String> writer) {
        if ((lowest != null && compare(value, lowest) < 0) || (highest != null && compare(value, highest) > 0)) {
            throw new IllegalArgumentException("out of bounds. Give " + describe(writer));
        }
    }

    String describe(Function<T, String> writer) {
        if (lowest != null && highest != null) {
            return writer.apply(lowest) + " to " + writer.apply(highest);
        }
        if (lowest != null) {
            return "at least " + writer.apply(lowest);
        }
        return highest == null ? "" : "at most " + writer.apply(highest);
    }

    @SuppressWarnings("unchecked") // Bounds are declared for the option types that have an order.
    private static <T> int compare(T left, T right) {
        return ((Comparable<T>) left).compareTo(right);
    }
}
