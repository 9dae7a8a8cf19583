package dev.headgate.sink;

import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one template. Time escapes with nothing but fixed text between them, and no slash, become one part. */
final class TemplateReader {
    private static final String REMEDY = "Use %{header}, %Y %m %d %H %M %S, or %% for a percent sign";

    private final String text;
    private final List<TemplatePart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private @Nullable DateTimeFormatterBuilder time;
    private ChronoUnit smallest = ChronoUnit.FOREVER;
    private int at;

    private TemplateReader(String text) {
        this.text = text;
    }

    static List<TemplatePart> read(String text) {
        TemplateReader reader = new TemplateReader(text);
        while (reader.at < text.length()) {
            reader.readOne();
        }
        reader.endTime();
        reader.endLiteral();
        return List.copyOf(reader.parts);
    }

    private void readOne() {
        char first = text.charAt(at++);
        if (first != '%') {
            addLiteral(first);
            return;
        }
        if (at == text.length()) {
            throw new IllegalArgumentException("it ends in a single '%'. " + REMEDY);
        }
        char escape = text.charAt(at++);
        switch (escape) {
            case '%' -> addLiteral('%');
            case '{' -> addHeader();
            case 'Y' -> addTime(ChronoField.YEAR, ChronoUnit.YEARS);
            case 'm' -> addTime(ChronoField.MONTH_OF_YEAR, ChronoUnit.MONTHS);
            case 'd' -> addTime(ChronoField.DAY_OF_MONTH, ChronoUnit.DAYS);
            case 'H' -> addTime(ChronoField.HOUR_OF_DAY, ChronoUnit.HOURS);
            case 'M' -> addTime(ChronoField.MINUTE_OF_HOUR, ChronoUnit.MINUTES);
            case 'S' -> addTime(ChronoField.SECOND_OF_MINUTE, ChronoUnit.SECONDS);
            default -> throw new IllegalArgumentException("'%" + escape + "' is no escape. " + REMEDY);
        }
    }

    private void addLiteral(char character) {
        if (character == '/') {
            endTime();
        }
        literal.append(character);
    }

    private void addHeader() {
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw new IllegalArgumentException("'%{' is never closed. Write %{header}");
        }
        String name = text.substring(at, end).strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("'%{}' names no header. Write %{header}");
        }
        endTime();
        endLiteral();
        parts.add(new TemplatePart.Header(name));
        at = end + 1;
    }

    private void addTime(ChronoField field, ChronoUnit unit) {
        DateTimeFormatterBuilder building = time;
        if (building == null) {
            endLiteral();
            building = new DateTimeFormatterBuilder();
            time = building;
        } else {
            building.appendLiteral(literal.toString());
            literal.setLength(0);
        }
        smallest = unit.compareTo(smallest) < 0 ? unit : smallest;
        if (field == ChronoField.YEAR) {
            building.appendValue(field, 4, 10, SignStyle.NORMAL);
        } else {
            building.appendValue(field, 2);
        }
    }

    private void endTime() {
        if (time != null) {
            parts.add(new TemplatePart.Time(time.toFormatter(Locale.ROOT), smallest));
            time = null;
            smallest = ChronoUnit.FOREVER;
        }
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new TemplatePart.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
