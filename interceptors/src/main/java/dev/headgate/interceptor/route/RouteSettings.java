package dev.headgate.interceptor.route;

import dev.headgate.kit.option.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a {@link RouteSelector}, read and valid. */
record RouteSettings(List<Route> routes) {
    private static final String STREAMS = "streams";
    private static final String HEADER = "header";
    private static final String VALUES = "values";
    private static final String CHANNELS = "channels";
    private static final Set<String> PARTS = Set.of(STREAMS, HEADER, VALUES, CHANNELS);

    /**
     * Events that go into the same channels.
     *
     * @param header empty where the stream alone decides
     */
    record Route(Set<String> streams, String header, Set<String> values, List<String> channels) {
        boolean takes(String stream, Map<String, String> headers) {
            return streams.contains(stream) && (header.isEmpty() || values.contains(headers.getOrDefault(header, "")));
        }
    }

    static RouteSettings of(Values values) {
        return new RouteSettings(byName(values).values().stream()
                .map(keys -> new Route(
                        Set.copyOf(list(keys, STREAMS)),
                        keys.getOrDefault(HEADER, "").strip(),
                        Set.copyOf(list(keys, VALUES)),
                        list(keys, CHANNELS)))
                .toList());
    }

    /** Each as a sentence with its remedy. */
    static Stream<String> problems(Values values) {
        Stream<String> unknown = values.under(RouteOptions.ROUTE).keySet().stream()
                .sorted()
                .filter(key -> key.indexOf('.') < 0 || !PARTS.contains(key.substring(key.indexOf('.') + 1)))
                .map(key -> "key 'route.%s' is none of streams, header, values and channels of a route. Remove it."
                        .formatted(key));
        Stream<String> missing =
                byName(values).entrySet().stream().flatMap(route -> missing(route.getKey(), route.getValue()));
        return Stream.concat(unknown, missing);
    }

    private static Stream<String> missing(String name, Map<String, String> keys) {
        Set<String> missing = new TreeSet<>();
        Stream.of(STREAMS, CHANNELS).filter(part -> list(keys, part).isEmpty()).forEach(missing::add);
        if (list(keys, HEADER).isEmpty() != list(keys, VALUES).isEmpty()) {
            missing.add(list(keys, HEADER).isEmpty() ? HEADER : VALUES);
        }
        return missing.stream().map(part -> "key 'route.%s.%s' is missing. Add it.".formatted(name, part));
    }

    private static Map<String, Map<String, String>> byName(Values values) {
        return values.under(RouteOptions.ROUTE).entrySet().stream()
                .filter(entry -> entry.getKey().indexOf('.') > 0)
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().substring(0, entry.getKey().indexOf('.')),
                        TreeMap::new,
                        Collectors.toMap(
                                entry -> entry.getKey().substring(entry.getKey().indexOf('.') + 1),
                                Map.Entry::getValue)));
    }

    private static List<String> list(Map<String, String> keys, String part) {
        return Arrays.stream(keys.getOrDefault(part, "").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
