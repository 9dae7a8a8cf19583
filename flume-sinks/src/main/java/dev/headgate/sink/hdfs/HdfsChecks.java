package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.Durations;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.sink.EventTemplate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the values of an HDFS sink's keys must not be, each by itself and together. */
final class HdfsChecks {
    private static final Pattern WRITER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern ABSOLUTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?(//[^/]*)?/(?!/).*");

    private HdfsChecks() {}

    static Optional<String> badPath(Values values) {
        String path = values.get(HdfsOptions.PATH);
        String folders = path.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?", "");
        String fixed = path.indexOf('%') < 0 ? path : path.substring(0, path.indexOf('%'));
        if (!ABSOLUTE.matcher(fixed).matches()) {
            return refusal(
                    HdfsOptions.PATH, path, "it does not begin with a fixed folder", "Write hdfs://host:port/folder/");
        }
        if (folders.replaceAll("%\\{[^}]*}", "").indexOf(':') >= 0) {
            return refusal(HdfsOptions.PATH, path, "HDFS takes no colon in a folder's name", "Write %H-%M or %H%M");
        }
        if (folders.contains("//")) {
            return refusal(HdfsOptions.PATH, path, "a folder in it has no name", "Write one slash");
        }
        if (Stream.of(folders.split("/", -1)).anyMatch(name -> name.equals("..") || name.equals("."))) {
            return refusal(HdfsOptions.PATH, path, "it climbs", "Write it without . and ..");
        }
        return Optional.empty();
    }

    static Optional<String> badWriter(Values values) {
        String writer = values.get(HdfsOptions.WRITER);
        return WRITER_NAME.matcher(writer).matches()
                ? Optional.empty()
                : refusal(
                        HdfsOptions.WRITER,
                        writer,
                        "it becomes part of files' names",
                        "Use up to 100 letters, digits, dots, hyphens and underscores, the first a letter or digit");
    }

    static Optional<String> badDelimiter(Values values) {
        try {
            Delimiter.read(values.get(HdfsOptions.DELIMITER));
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return refusal(
                    HdfsOptions.DELIMITER,
                    values.get(HdfsOptions.DELIMITER),
                    "it is not one character",
                    "Give one that is no line break and no backslash, such as a comma, \\t or \\u0001");
        }
    }

    static Optional<String> badTimeZone(Values values) {
        try {
            ZoneId.of(values.get(HdfsOptions.TIME_ZONE));
            return Optional.empty();
        } catch (DateTimeException refused) {
            return refusal(
                    HdfsOptions.TIME_ZONE,
                    values.get(HdfsOptions.TIME_ZONE),
                    "there is none of this name",
                    "Give one such as UTC or Europe/Berlin");
        }
    }

    static Optional<String> timelessSuccess(Values values) {
        return values.get(HdfsOptions.SUCCESS) ? timeless(HdfsOptions.SUCCESS, "true", values) : Optional.empty();
    }

    static Optional<String> timelessLateAge(Values values) {
        Duration age = values.get(HdfsOptions.LATE_AGE);
        return age.isZero() ? Optional.empty() : timeless(HdfsOptions.LATE_AGE, Durations.format(age), values);
    }

    private static Optional<String> timeless(Option<?> option, String value, Values values) {
        String path = values.get(HdfsOptions.PATH);
        boolean parses = EventTemplate.problem(HdfsOptions.PATH.name(), path).isEmpty();
        return parses && !EventTemplate.parse(path, ZoneOffset.UTC, "").hasTime()
                ? refusal(option, value, "no folder stands for a time", "Put a time into path, such as dt=%Y-%m-%d")
                : Optional.empty();
    }

    static Optional<String> badCodec(Values values) {
        Format format = values.get(HdfsOptions.FORMAT);
        Codec codec = values.get(HdfsOptions.CODEC);
        return format.takes(codec)
                ? Optional.empty()
                : refusal(
                        HdfsOptions.CODEC,
                        word(codec),
                        "files of format " + word(format) + " cannot be compressed so",
                        "Give one of "
                                + Stream.of(Codec.values())
                                        .filter(format::takes)
                                        .map(HdfsChecks::word)
                                        .collect(Collectors.joining(", ")));
    }

    static Optional<String> uselessSchema(Option<String> schema, Format format, Values values) {
        return values.find(schema)
                .filter(file -> values.get(HdfsOptions.FORMAT) != format)
                .flatMap(file -> refusal(
                        schema,
                        file,
                        "the files are not of format " + word(format),
                        "Remove it, or set format to " + word(format)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<String> refusal(Option<?> option, String value, String why, String remedy) {
        return Optional.of("value '%s' for key '%s': %s. %s.".formatted(value, option.name(), why, remedy));
    }
}
