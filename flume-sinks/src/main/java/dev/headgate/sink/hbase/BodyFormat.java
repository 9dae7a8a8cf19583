package dev.headgate.sink.hbase;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a sink are read.
 *
 * @param regex what is looked for in the body; null where nothing is
 * @param delimiter what divides its fields
 * @param fields names of its fields, from the first on; may be fewer than there are
 * @param time where the time of the event is told
 */
record BodyFormat(@Nullable Pattern regex, String delimiter, List<String> fields, EventValue time) {
    BodyFormat {
        fields = List.copyOf(fields);
    }

    BodyFormat withTime(EventValue value) {
        return new BodyFormat(regex, delimiter, fields, value);
    }
}
