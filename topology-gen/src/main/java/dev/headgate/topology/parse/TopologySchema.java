package dev.headgate.topology.parse;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.headgate.kit.option.Durations;
import dev.headgate.topology.model.ChannelKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON schema (draft 2020-12, in words that editors of draft 7 know too) of topology files, made of the declared keys. It
 * knows shapes, not meanings: a file that it takes may still be refused by the parser.
 */
public final class TopologySchema {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String TYPE = "type";
    private static final String OBJECT = "object";
    private static final String DESCRIPTION = "description";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String OTHERS = "additionalProperties";

    private final StoreKeys keys;

    private TopologySchema(StoreKeys keys) {
        this.keys = keys;
    }

    /**
     * The schema.
     *
     * @param keys of the sinks that write to stores
     */
    public static String json(StoreKeys keys) {
        return new TopologySchema(keys).json();
    }

    private String json() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Headgate topology");
        schema.putAll(object(TopologyParser.SHAPE, true));
        Map<String, Object> environments = described("what differs in an environment, by its name.");
        environments.put(TYPE, OBJECT);
        environments.put("propertyNames", ValueType.NAME.form().schema());
        environments.put(OTHERS, orNothing(object(TopologyParser.SHAPE, false)));
        properties(schema).put(Environments.KEY, environments);
        return GSON.toJson(schema);
    }

    @SuppressWarnings("unchecked") // Made below.
    private static Map<String, Object> properties(Map<String, Object> object) {
        return (Map<String, Object>) object.getOrDefault(PROPERTIES, Map.of());
    }

    /**
     * A mapping of the shape.
     *
     * @param isWhole whether all that is required has to be there; otherwise it overrides another, and may take keys away
     */
    private Map<String, Object> object(Shape shape, boolean isWhole) {
        Map<String, Object> properties = new LinkedHashMap<>();
        shape.keys().forEach(key -> properties.put(key.name(), value(key, isWhole)));
        shape.alternatives()
                .forEach(alternative ->
                        alternative.keys().forEach(key -> properties.put(key.name(), value(key, isWhole))));
        shape.parts().forEach(part -> properties.put(part.name(), part(part, isWhole)));
        Map<String, Object> patterns = new LinkedHashMap<>();
        if (shape.equals(StoreReader.SHAPE)) {
            new StoreKeySchema(keys).into(properties, patterns, isWhole);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(TYPE, OBJECT);
        object.put(PROPERTIES, properties);
        if (!patterns.isEmpty()) {
            object.put("patternProperties", patterns);
        }
        object.put(OTHERS, false);
        List<String> required = shape.required();
        if (isWhole && !required.isEmpty()) {
            object.put(REQUIRED, required);
        }
        if (isWhole && !shape.alternatives().isEmpty()) {
            object.put(
                    "allOf",
                    shape.alternatives().stream()
                            .map(alternative -> alternative(shape, alternative))
                            .toList());
        }
        return object;
    }

    private Map<String, Object> alternative(Shape shape, Shape.Alternative alternative) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put(
                PROPERTIES,
                Map.of(
                        alternative.by().name(),
                        Map.of("enum", alternative.values().stream().sorted().toList())));
        condition.put(REQUIRED, List.of(alternative.by().name()));
        Map<String, Object> refused = new LinkedHashMap<>();
        shape.alternatives().stream()
                .flatMap(other -> other.keys().stream())
                .filter(key -> !alternative.keys().contains(key))
                .forEach(key -> refused.put(key.name(), false));
        if (shape.equals(StoreReader.SHAPE)) {
            new StoreKeySchema(keys).refused(alternative.values()).forEach(key -> refused.put(key, false));
        }
        Map<String, Object> consequence = new LinkedHashMap<>();
        consequence.put(PROPERTIES, refused);
        consequence.put(
                REQUIRED,
                alternative.keys().stream()
                        .filter(Key::isRequired)
                        .map(Key::name)
                        .toList());
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", condition);
        rule.put("then", consequence);
        return rule;
    }

    private Object part(Shape.Part part, boolean isWhole) {
        Map<String, Object> schema = described(part.sentence());
        switch (part.form()) {
            case ONE -> schema.putAll(object(part.shape(), isWhole));
            case NAMED -> {
                schema.put(TYPE, OBJECT);
                schema.put("propertyNames", ValueType.NAME.form().schema());
                if (isWhole && part.isRequired()) {
                    schema.put("minProperties", 1);
                }
                Map<String, Object> named = object(part.shape(), isWhole);
                schema.put(OTHERS, isWhole ? named : orNothing(object(part.shape(), false)));
            }
            // A list is replaced as a whole, also by an environment.
            case LIST -> {
                schema.put(TYPE, "array");
                schema.put("items", object(part.shape(), true));
                if (part.isRequired()) {
                    schema.put("minItems", 1);
                }
            }
            case FREE -> {
                schema.put(TYPE, OBJECT);
                schema.put(OTHERS, Map.of(TYPE, List.of("string", "number", "boolean")));
            }
        }
        return isWhole ? schema : orNothing(schema);
    }

    private static Object value(Key<?> key, boolean isWhole) {
        Map<String, Object> schema = described(key.sentence());
        schema.putAll(key.type().form().schema());
        fallback(key).ifPresent(value -> schema.put("default", value));
        return isWhole ? schema : orNothing(schema);
    }

    private static Map<String, Object> orNothing(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, Map.of(TYPE, "null")));
    }

    private static Map<String, Object> described(String sentence) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(DESCRIPTION, sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
        return schema;
    }

    /** The default as the file would give it. */
    static Optional<Object> fallback(Key<?> key) {
        Object value = key.fallback();
        if (value == null || value instanceof List<?>) {
            return Optional.empty();
        }
        if (value instanceof Long || value instanceof Boolean) {
            return Optional.of(value);
        }
        if (value instanceof Duration duration) {
            return Optional.of(Durations.format(duration));
        }
        return Optional.of(value instanceof ChannelKind kind ? kind.word() : value.toString());
    }
}
