package dev.headgate.sink;

import java.time.format.DateTimeFormatter;

/** A piece of a template. */
sealed interface TemplatePart {
    /** Stands as it is. */
    record Literal(String text) implements TemplatePart {}

    /** The value of a header. */
    record Header(String name) implements TemplatePart {}

    /** The time of the event. */
    record Time(DateTimeFormatter format) implements TemplatePart {}
}
