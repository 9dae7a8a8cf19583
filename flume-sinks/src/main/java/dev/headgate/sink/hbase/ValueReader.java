package dev.headgate.sink.hbase;

import dev.headgate.kit.option.NearestName;
import dev.headgate.sink.EventTemplate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator writes for a value: either one value, {@code json:$.status}, or a text with values in it,
 * {@code %{json:$.page}/%Y-%m-%d}. Immutable.
 */
final class ValueReader {
    private static final List<String> KINDS =
            List.of("body", "field", "hash", "header", "json", "regex", "text", "time");
    private static final Pattern BUCKETS = Pattern.compile("(?<buckets>[0-9]{1,6})(:(?<of>.+))?", Pattern.DOTALL);
    private static final int MOST_BUCKETS = 65_536;

    private final BodyFormat format;

    ValueReader(BodyFormat format) {
        this.format = format;
    }

    /**
     * Reads a value or a template: a text with a percent sign is a template.
     *
     * @throws IllegalArgumentException where it is neither; the message says where, why and what to write
     */
    EventValue value(String text) {
        return text.indexOf('%') >= 0 ? template(text) : single(text, 1);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException where it is none
     */
    EventValue template(String text) {
        List<EventValue> parts = new ArrayList<>();
        int from = 0;
        for (int at = nextPlace(text, 0); at >= 0; at = nextPlace(text, from)) {
            addText(parts, text.substring(from, at), from);
            int end = end(text, at + 2);
            parts.add(place(text.substring(at + 2, end), at + 3));
            from = end + 1;
        }
        addText(parts, text.substring(from), from);
        if (parts.size() == 1 && isBucketOfTheRest(parts.get(0))) {
            throw refused(
                    1, "there is nothing to hash but the hash itself. Write more than it, or hash:16:header:name");
        }
        if (parts.stream().filter(ValueReader::isBucketOfTheRest).count() > 1) {
            throw refused(1, "it hashes the rest of itself twice. Keep one hash, or write what the other is of");
        }
        return parts.size() == 1 ? parts.get(0) : new EventValue.Template(List.copyOf(parts));
    }

    static boolean isBucketOfTheRest(EventValue value) {
        return value instanceof EventValue.Bucket bucket && bucket.of() == null;
    }

    /** Where the next place for a value begins, one that is no escaped percent sign and a brace; -1 where none does. */
    private static int nextPlace(String text, int from) {
        for (int at = text.indexOf('%', from); at >= 0 && at + 1 < text.length(); at = text.indexOf('%', at + 2)) {
            if (text.charAt(at + 1) == '{') {
                return at;
            }
        }
        return -1;
    }

    private static int end(String text, int from) {
        int end = text.indexOf('}', from);
        if (end < 0) {
            throw refused(from - 1, "'%{' is never closed. Write %{header} or %{json:$.name}");
        }
        return end;
    }

    private static void addText(List<EventValue> parts, String text, int at) {
        if (text.isEmpty()) {
            return;
        }
        if (text.replace("%%", "").indexOf('%') < 0) {
            parts.add(new EventValue.Literal(text.replace("%%", "%")));
            return;
        }
        try {
            parts.add(new EventValue.Calendar(EventTemplate.parse(text, ZoneOffset.UTC, "unknown")));
        } catch (IllegalArgumentException bad) {
            throw refused(at + 1, bad.getMessage());
        }
    }

    /** What stands between the braces: a header where it names no kind of value. */
    private EventValue place(String text, int column) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw refused(column, "'%{}' names nothing. Write %{header} or %{json:$.name}");
        }
        if (stripped.indexOf(':') < 0) {
            return new EventValue.Header(stripped);
        }
        return single(stripped, column);
    }

    private EventValue single(String text, int column) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text.strip() : text.substring(0, colon).strip();
        String of = colon < 0 ? "" : text.substring(colon + 1);
        if (!KINDS.contains(kind)) {
            throw refused(column, "there is no value '" + kind + "'. " + remedy(kind));
        }
        if (of.isEmpty() && !kind.equals("body")) {
            throw refused(column, "'" + kind + "' does not say which. Write " + example(kind));
        }
        try {
            return ofKind(kind, of, column + colon + 1);
        } catch (ValueException deeper) {
            throw deeper;
        } catch (IllegalArgumentException bad) {
            throw refused(column + colon + 1, bad.getMessage());
        }
    }

    private EventValue ofKind(String kind, String of, int column) {
        return switch (kind) {
            case "body" -> body(of);
            case "field" -> field(of.strip());
            case "hash" -> bucket(of.strip(), column);
            case "header" -> new EventValue.Header(of.strip());
            case "json" -> new EventValue.Json(JsonPath.parse(of.strip()));
            case "regex" -> group(of.strip());
            case "text" -> new EventValue.Literal(of);
            case "time" -> new EventValue.Time(isReversed(of.strip()));
            default -> throw new IllegalStateException("kind " + kind);
        };
    }

    private static EventValue body(String of) {
        if (!of.isEmpty()) {
            throw new IllegalArgumentException("'body' is the whole body and takes nothing behind it. For a part of it"
                    + " write json:$.name, field:1 or regex:1");
        }
        return new EventValue.Body();
    }

    private static boolean isReversed(String of) {
        return switch (of) {
            case "millis" -> false;
            case "reversed" -> true;
            default ->
                throw new IllegalArgumentException("there is no time '" + of + "'. Write time:millis or time:reversed");
        };
    }

    private EventValue bucket(String of, int column) {
        var matcher = BUCKETS.matcher(of);
        int buckets = matcher.matches() ? Integer.parseInt(matcher.group("buckets")) : 0;
        if (buckets < 2 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "hash needs a number of buckets, 2 to " + MOST_BUCKETS + ". Write hash:16");
        }
        String hashed = matcher.group("of");
        return new EventValue.Bucket(buckets, hashed == null ? null : single(hashed, column + matcher.start("of")));
    }

    private EventValue field(String field) {
        int number = number(field);
        int index = number < 0 ? format.fields().indexOf(field) : number - 1;
        if (index < 0) {
            throw new IllegalArgumentException("there is no field '" + field + "'. "
                    + nearest(field, format.fields(), "Name it in the key 'fields', or give its number from 1"));
        }
        return new EventValue.Field(index);
    }

    private EventValue group(String group) {
        Pattern regex = format.regex();
        if (regex == null) {
            throw new IllegalArgumentException("there is no regular expression. Add the key 'regex', with this group");
        }
        int number = number(group);
        int groups = regex.matcher("").groupCount();
        if (number > groups) {
            throw new IllegalArgumentException("there is no group " + number + ": key 'regex' has " + groups
                    + ". Give the number of one, or 0 for all that it finds");
        }
        if (number < 0 && !hasGroup(regex, group)) {
            throw new IllegalArgumentException("there is no group '" + group
                    + "' in the key 'regex'. Name one there as (?<name>...), in letters and digits");
        }
        return number < 0 ? new EventValue.NamedGroup(group) : new EventValue.Group(number);
    }

    /** A pattern does not tell its groups' names before Java 20; a reference back to one that is missing does not compile. */
    private static boolean hasGroup(Pattern regex, String name) {
        try {
            Pattern.compile(regex.pattern() + "\\k<" + name + ">", regex.flags());
            return true;
        } catch (PatternSyntaxException noSuchGroup) {
            return false;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    }

    private static String remedy(String kind) {
        return NearestName.of(kind, KINDS)
                .map(nearest -> "Did you mean '" + nearest + "'? For example " + example(nearest))
                .orElse("Write header:" + kind + " for the header, or one of " + String.join(", ", KINDS));
    }

    private static String example(String kind) {
        return switch (kind) {
            case "field" -> "field:1";
            case "hash" -> "hash:16";
            case "header" -> "header:name";
            case "json" -> "json:$.name";
            case "regex" -> "regex:1";
            case "text" -> "text:as it is";
            case "time" -> "time:millis";
            default -> kind;
        };
    }

    private static String nearest(String name, List<String> known, String otherwise) {
        return NearestName.of(name, known)
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .orElse(otherwise);
    }

    private static ValueException refused(int column, @Nullable String why) {
        return new ValueException("at column " + column + ": " + why);
    }

    /** A refusal that says where already. */
    private static final class ValueException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        ValueException(String message) {
            super(message);
        }
    }
}
