package dev.headgate.sink;

import dev.headgate.kit.option.Contradiction;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.progress.EventHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for an event's headers, {@code %{name}}, and for the time in its {@code timestamp} header,
 * {@code %Y %m %d %H %M %S}; {@code %%} is a percent sign.
 *
 * <p>A header that is missing or empty is replaced by a settable text, as is a time whose {@code timestamp} header is
 * missing or no number of milliseconds; {@code %Y-%m-%d} is then replaced as a whole. Immutable.
 */
public final class EventTemplate {
    private final List<TemplatePart> parts;
    private final ZoneId zone;
    private final String missing;
    private final long stepMillis;
    private final boolean timed;

    private EventTemplate(List<TemplatePart> parts, ZoneId zone, String missing, long stepMillis) {
        this.parts = parts;
        this.zone = zone;
        this.missing = missing;
        this.stepMillis = stepMillis;
        this.timed = parts.stream().anyMatch(TemplatePart.Time.class::isInstance);
    }

    /**
     * Compiles a template.
     *
     * @param missing stands where the event has nothing to put
     * @throws IllegalArgumentException where it is none; the message says why and what to write
     */
    public static EventTemplate parse(String text, ZoneId zone, String missing) {
        return new EventTemplate(TemplateReader.read(text), zone, missing, 1);
    }

    /** The same, for times rounded down to whole steps since 1970 UTC. */
    public EventTemplate rounded(Duration step) {
        return new EventTemplate(parts, zone, missing, step.toMillis());
    }

    /** Refuses an option whose value is no template. */
    public static Contradiction check(Option<String> option) {
        return values -> values.find(option).flatMap(text -> problem(option.name(), text));
    }

    /** What is wrong with the value of a key that is to be a template; nothing where it is one. */
    public static Optional<String> problem(String key, String text) {
        try {
            parse(text, ZoneOffset.UTC, "");
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of("template '%s' in key '%s': %s.".formatted(text, key, refused.getMessage()));
        }
    }

    /** What every rendering begins with. */
    public String fixedStart() {
        return !parts.isEmpty() && parts.get(0) instanceof TemplatePart.Literal literal ? literal.text() : "";
    }

    /** The text for an event with these headers. */
    public String render(Map<String, String> headers) {
        return render(headers, UnaryOperator.identity());
    }

    /** The text for an event with these headers, whose values, and the text for missing ones, are changed first. */
    public String render(Map<String, String> headers, UnaryOperator<String> change) {
        Instant time = timed ? roundedTime(headers) : null;
        if (parts.size() == 1) {
            return shown(parts.get(0), headers, time, change);
        }
        StringBuilder text = new StringBuilder();
        for (TemplatePart part : parts) {
            text.append(shown(part, headers, time, change));
        }
        return text.toString();
    }

    private String shown(
            TemplatePart part, Map<String, String> headers, @Nullable Instant time, UnaryOperator<String> change) {
        String piece = piece(part, headers, time);
        String shown = piece == null ? missing : piece;
        return piece == null || part instanceof TemplatePart.Header ? change.apply(shown) : shown;
    }

    /**
     * All that the text for an event with these headers depends on, which costs less than the text: equal inputs make
     * equal texts.
     */
    public List<Object> inputs(Map<String, String> headers) {
        Object[] inputs = new Object[parts.size()];
        Object second = null;
        for (int index = 0; index < inputs.length; index++) {
            TemplatePart part = parts.get(index);
            if (part instanceof TemplatePart.Time && second == null) {
                Instant time = roundedTime(headers);
                second = time == null ? "" : time.getEpochSecond();
            }
            inputs[index] = part instanceof TemplatePart.Header header
                    ? Objects.requireNonNullElse(headers.get(header.name()), "")
                    : part instanceof TemplatePart.Time ? Objects.requireNonNull(second) : "";
        }
        return List.of(inputs);
    }

    /** The text for an event with these headers; nothing where one of those it needs is missing. */
    public Optional<String> renderWhole(Map<String, String> headers) {
        Instant time = timed ? roundedTime(headers) : null;
        for (TemplatePart part : parts) {
            if (piece(part, headers, time) == null) {
                return Optional.empty();
            }
        }
        return Optional.of(render(headers));
    }

    /** Whether the text says a time. */
    public boolean hasTime() {
        return smallestUnit().isPresent();
    }

    /** When the time ends that the text for an event with these headers stands for; nothing where it says none. */
    public Optional<Instant> periodEnd(Map<String, String> headers) {
        Instant time = roundedTime(headers);
        if (time == null) {
            return Optional.empty();
        }
        try {
            return smallestUnit().map(unit -> {
                Instant byUnit = start(time.atZone(zone), unit).plus(1, unit).toInstant();
                Instant byStep = time.plusMillis(stepMillis);
                return byStep.isAfter(byUnit) ? byStep : byUnit;
            });
        } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
            return Optional.empty();
        }
    }

    private Optional<ChronoUnit> smallestUnit() {
        return parts.stream()
                .filter(part -> part instanceof TemplatePart.Time)
                .map(part -> ((TemplatePart.Time) part).unit())
                .min(Comparator.naturalOrder());
    }

    private static ZonedDateTime start(ZonedDateTime time, ChronoUnit unit) {
        return switch (unit) {
            case YEARS -> time.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS);
            case MONTHS -> time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            default -> time.truncatedTo(unit);
        };
    }

    /** When the event happened; nothing where its headers do not tell. */
    public static Optional<Instant> timeOf(Map<String, String> headers) {
        return Optional.ofNullable(time(headers));
    }

    private @Nullable String piece(TemplatePart part, Map<String, String> headers, @Nullable Instant time) {
        if (part instanceof TemplatePart.Literal literal) {
            return literal.text();
        }
        if (part instanceof TemplatePart.Header header) {
            String value = headers.get(header.name());
            return value == null || value.isEmpty() ? null : value;
        }
        if (part instanceof TemplatePart.Time format && time != null) {
            return format(format, time);
        }
        return null;
    }

    private @Nullable String format(TemplatePart.Time part, Instant time) {
        try {
            return part.format().format(time.atZone(zone));
        } catch (DateTimeException beyondTheCalendar) {
            return null;
        }
    }

    private @Nullable Instant roundedTime(Map<String, String> headers) {
        Instant time = time(headers);
        if (time == null || stepMillis == 1) {
            return time;
        }
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), stepMillis) * stepMillis);
    }

    private static @Nullable Instant time(Map<String, String> headers) {
        String millis = headers.get(EventHeaders.TIMESTAMP);
        if (millis == null) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis.strip()));
        } catch (NumberFormatException noTime) {
            return null;
        }
    }
}
