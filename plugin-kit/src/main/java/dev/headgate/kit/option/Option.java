package dev.headgate.kit.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a component, declared once: name, type, default or required, bounds, former names, one sentence.
 *
 * <p>An option without a default that is not required may be absent and is read by {@link Values#find}. Immutable: each
 * method gives a changed copy, so a declaration reads as one expression.
 */
public final class Option<T> {
    private static final Presence<?> OPTIONAL = new Presence<>(false, null);

    private final String name;
    private final OptionType<T> type;
    private final String sentence;
    private final Presence<T> presence;
    private final Bounds<T> bounds;
    private final List<String> formerNames;
    private final boolean prefix;

    private record Presence<T>(boolean required, @Nullable T defaultValue) {}

    private Option(
            String name,
            OptionType<T> type,
            String sentence,
            Presence<T> presence,
            Bounds<T> bounds,
            List<String> formerNames,
            boolean prefix) {
        this.name = name;
        this.type = type;
        this.sentence = sentence;
        this.presence = presence;
        this.bounds = bounds;
        this.formerNames = formerNames;
        this.prefix = prefix;
    }

    public static Option<String> text(String name, String sentence) {
        return declared(name, OptionType.TEXT, sentence);
    }

    public static Option<Long> integer(String name, String sentence) {
        return declared(name, OptionType.INTEGER, sentence);
    }

    public static Option<Boolean> bool(String name, String sentence) {
        return declared(name, OptionType.BOOLEAN, sentence);
    }

    public static Option<Duration> duration(String name, String sentence) {
        return declared(name, OptionType.DURATION, sentence);
    }

    public static Option<DataSize> dataSize(String name, String sentence) {
        return declared(name, OptionType.DATA_SIZE, sentence);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public static <E extends Enum<E>> Option<E> oneOf(String name, Class<E> constants, String sentence) {
        return declared(name, OptionType.oneOf(constants), sentence);
    }

    /** Texts divided by commas. */
    public static Option<List<String>> list(String name, String sentence) {
        return declared(name, OptionType.LIST, sentence);
    }

    /** A text that no message, reference or log shows. */
    public static Option<Secret> secret(String name, String sentence) {
        return declared(name, OptionType.SECRET, sentence);
    }

    /** Every key that begins with the prefix, handed on unread: the settings of a client that checks its own keys. */
    public static Option<String> passedOn(String prefix, String sentence) {
        return new Option<>(
                prefix, OptionType.TEXT, sentence, new Presence<>(false, null), Bounds.none(), List.of(), true);
    }

    private static <T> Option<T> declared(String name, OptionType<T> type, String sentence) {
        return new Option<>(name, type, sentence, optional(), Bounds.none(), List.of(), false);
    }

    @SuppressWarnings("unchecked") // An absent default fits every type.
    private static <T> Presence<T> optional() {
        return (Presence<T>) OPTIONAL;
    }

    public Option<T> required() {
        return new Option<>(name, type, sentence, new Presence<>(true, null), bounds, formerNames, prefix);
    }

    public Option<T> defaultsTo(T value) {
        return new Option<>(name, type, sentence, new Presence<>(false, value), bounds, formerNames, prefix);
    }

    /** The lowest value allowed. */
    public Option<T> atLeast(T lowest) {
        return new Option<>(name, type, sentence, presence, bounds.atLeast(lowest), formerNames, prefix);
    }

    /** The highest value allowed. */
    public Option<T> atMost(T highest) {
        return new Option<>(name, type, sentence, presence, bounds.atMost(highest), formerNames, prefix);
    }

    /** Names this key had in earlier releases: still read, with a warning. */
    public Option<T> formerly(String... names) {
        return new Option<>(name, type, sentence, presence, bounds, List.of(names), prefix);
    }

    public String name() {
        return name;
    }

    /** One sentence that says what the key does. */
    public String sentence() {
        return sentence;
    }

    public boolean isRequired() {
        return presence.required();
    }

    /** Whether this stands for every key that begins with its name. */
    public boolean isPrefix() {
        return prefix;
    }

    public boolean isSecret() {
        return type.equals(OptionType.SECRET);
    }

    /** Whether its value is several texts, divided by commas. */
    public boolean isList() {
        return type.equals(OptionType.LIST);
    }

    public List<String> formerNames() {
        return formerNames;
    }

    Optional<T> defaultValue() {
        return Optional.ofNullable(presence.defaultValue());
    }

    /** The type as the reference names it. */
    String typeName() {
        return type.name();
    }

    Map<String, Object> typeSchema() {
        return type.schema();
    }

    /** The bounds in words, such as {@code 1 to 10000}; empty where there are none. */
    String boundsText() {
        return bounds.describe(type.writer());
    }

    /** The default as it would be written; empty where there is none. */
    Optional<String> defaultText() {
        return defaultValue().map(type.writer());
    }

    /**
     * Reads and bounds a value.
     *
     * @throws IllegalArgumentException where it is none; the message reads on after "…: "
     */
    T read(String text) {
        T value = type.reader().apply(text);
        bounds.check(value, type.writer());
        return Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
