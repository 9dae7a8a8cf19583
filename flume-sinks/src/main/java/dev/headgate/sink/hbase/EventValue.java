package dev.headgate.sink.hbase;

import com.google.gson.JsonElement;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.EventTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What a mapping takes from an event: a cell, a part of a row key, an amount. Immutable. */
sealed interface EventValue {
    /** The value as text; null where the event has none. */
    @Nullable
    String text(MappedEvent event);

    /** The value as a cell holds it; null where the event has none. */
    default byte @Nullable [] bytes(MappedEvent event) {
        String text = text(event);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Stands as it is. */
    record Literal(String literal) implements EventValue {
        @Override
        public String text(MappedEvent event) {
            return literal;
        }
    }

    /** The body. */
    record Body() implements EventValue {
        @Override
        public String text(MappedEvent event) {
            return event.bodyText();
        }

        @Override
        public byte[] bytes(MappedEvent event) {
            return event.body();
        }
    }

    /** A header; an empty one is none. */
    record Header(String name) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            String value = event.header(name);
            return value == null || value.isEmpty() ? null : value;
        }
    }

    /** A member of the JSON that the body is; an object or a list as JSON. */
    record Json(JsonPath path) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            JsonElement root = event.json();
            JsonElement found = root == null ? null : path.in(root);
            if (found == null || found.isJsonNull()) {
                return null;
            }
            return found.isJsonPrimitive() ? found.getAsString() : found.toString();
        }
    }

    /** A group of the regular expression that was found in the body, by its number. */
    record Group(int number) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            Matcher match = event.match();
            return match == null ? null : match.group(number);
        }
    }

    /** A group of the regular expression that was found in the body, by its name. */
    record NamedGroup(String name) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            Matcher match = event.match();
            return match == null ? null : match.group(name);
        }
    }

    /** A delimited field of the body. */
    record Field(int index) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            List<String> fields = event.fields();
            return index < fields.size() ? fields.get(index) : null;
        }
    }

    /** The time of the event as digits that sort by time, or against it. */
    record Time(boolean reversed) implements EventValue {
        private static final int MILLIS_DIGITS = 13;
        private static final int LONG_DIGITS = 19;

        @Override
        public @Nullable String text(MappedEvent event) {
            Instant time = event.time();
            if (time == null || time.toEpochMilli() < 0) {
                return null;
            }
            long millis = time.toEpochMilli();
            return reversed ? padded(Long.MAX_VALUE - millis, LONG_DIGITS) : padded(millis, MILLIS_DIGITS);
        }

        private static String padded(long number, int digits) {
            String text = Long.toString(number);
            return "0".repeat(Math.max(0, digits - text.length())) + text;
        }
    }

    /** Literal text with the time of the event in its parts, as {@code %Y-%m-%d}. */
    record Calendar(EventTemplate template) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            Instant time = event.time();
            return time == null
                    ? null
                    : template.renderWhole(Map.of(EventHeaders.TIMESTAMP, Long.toString(time.toEpochMilli())))
                            .orElse(null);
        }
    }

    /**
     * In which of so many buckets a value falls, as hexadecimal digits of one length: CRC-32 of its UTF-8, modulo the number
     * of buckets.
     *
     * @param of what is hashed; null for all the rest of the template that it stands in
     */
    record Bucket(int buckets, @Nullable EventValue of) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            String hashed = of == null ? null : of.text(event);
            return hashed == null ? null : bucketOf(hashed);
        }

        String bucketOf(String hashed) {
            CRC32 crc = new CRC32();
            crc.update(hashed.getBytes(StandardCharsets.UTF_8));
            return digits((int) (crc.getValue() % buckets));
        }

        /** The bucket of this number as it stands in a key. */
        String digits(int bucket) {
            String digits = Integer.toHexString(bucket);
            return "0".repeat(Integer.toHexString(buckets - 1).length() - digits.length()) + digits;
        }
    }

    /** Several values one behind the other; none where one is missing. */
    record Template(List<EventValue> parts) implements EventValue {
        @Override
        public @Nullable String text(MappedEvent event) {
            StringBuilder rest = new StringBuilder();
            Bucket bucket = null;
            int bucketAt = 0;
            for (EventValue part : parts) {
                if (part instanceof Bucket ofTheRest && ofTheRest.of() == null) {
                    bucket = ofTheRest;
                    bucketAt = rest.length();
                    continue;
                }
                String text = part.text(event);
                if (text == null) {
                    return null;
                }
                rest.append(text);
            }
            return bucket == null
                    ? rest.toString()
                    : rest.insert(bucketAt, bucket.bucketOf(rest.toString())).toString();
        }
    }
}
