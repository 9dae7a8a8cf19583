package dev.headgate.sink.hbase;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** An event while it is mapped: what its body is read as, is read once. Used by one thread. */
final class MappedEvent {
    private final byte[] body;
    private final Map<String, String> headers;
    private final BodyFormat format;
    private @Nullable String text;
    private @Nullable JsonElement json;
    private boolean jsonRead;
    private @Nullable Matcher match;
    private boolean matched;
    private @Nullable List<String> fields;
    private @Nullable Instant time;
    private boolean timeRead;

    MappedEvent(byte[] body, Map<String, String> headers, BodyFormat format) {
        this.body = body;
        this.headers = headers;
        this.format = format;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    String bodyText() {
        String read = text;
        if (read == null) {
            read = new String(body, StandardCharsets.UTF_8);
            text = read;
        }
        return read;
    }

    /** The body as JSON; null where it is none. */
    @Nullable
    JsonElement json() {
        if (!jsonRead) {
            jsonRead = true;
            try {
                json = JsonParser.parseString(bodyText());
            } catch (JsonParseException noJson) {
                json = null;
            }
        }
        return json;
    }

    /** What the regular expression finds in the body first; null where it finds nothing. */
    @Nullable
    Matcher match() {
        if (!matched) {
            matched = true;
            Matcher matcher = format.regex() == null ? null : format.regex().matcher(bodyText());
            match = matcher != null && matcher.find() ? matcher : null;
        }
        return match;
    }

    /** The fields of the body. */
    List<String> fields() {
        List<String> read = fields;
        if (read == null) {
            read = split(bodyText(), format.delimiter());
            fields = read;
        }
        return read;
    }

    /** When it happened; null where it does not tell. */
    @Nullable
    Instant time() {
        if (!timeRead) {
            timeRead = true;
            String told = format.time().text(this);
            time = told == null ? null : parse(told.strip());
        }
        return time;
    }

    private static List<String> split(String text, String delimiter) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            fields.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        fields.add(text.substring(from));
        return fields;
    }

    /** Milliseconds since 1970 UTC, or ISO 8601 with an offset. */
    private static @Nullable Instant parse(String told) {
        try {
            return told.indexOf('T') > 0
                    ? OffsetDateTime.parse(told).toInstant()
                    : Instant.ofEpochMilli(Long.parseLong(told));
        } catch (NumberFormatException | DateTimeException noTime) {
            return null;
        }
    }
}
