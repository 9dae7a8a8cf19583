package dev.headgate.sink;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A piece of a template. */
sealed interface TemplatePart {
    /** Stands as it is. */
    record Literal(String text) implements TemplatePart {}

    /** The value of a header. */
    record Header(String name) implements TemplatePart {}

    /**
     * The time of the event.
     *
     * @param unit the smallest that it shows
     */
    record Time(DateTimeFormatter format, ChronoUnit unit) implements TemplatePart {}
}
