package dev.headgate.kit.option;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders a component's declaration as a JSON schema (draft 2020-12) of its keys. */
public final class OptionSchema {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private OptionSchema() {}

    public static String json(ComponentOptions component) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> patterns = new LinkedHashMap<>();
        for (Option<?> option : component.options()) {
            if (option.isPrefix()) {
                patterns.put("^" + option.name().replace(".", "\\."), of(option));
            } else {
                properties.put(option.name(), of(option));
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", component.type());
        schema.put("description", component.sentence());
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!patterns.isEmpty()) {
            schema.put("patternProperties", patterns);
        }
        List<String> required = component.options().stream()
                .filter(Option::isRequired)
                .map(Option::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return GSON.toJson(schema);
    }

    /** The schema of one key's value, with its sentence, bounds and default. */
    public static Map<String, Object> of(Option<?> option) {
        Map<String, Object> description = new LinkedHashMap<>(new TreeMap<>(option.typeSchema()));
        String bounds = option.boundsText();
        description.put(
                "description", bounds.isEmpty() ? option.sentence() : option.sentence() + " Bounds: " + bounds + ".");
        option.defaultValue().ifPresent(value -> description.put("default", plain(value, option)));
        return description;
    }

    private static Object plain(Object value, Option<?> option) {
        return value instanceof Long || value instanceof Boolean
                ? value
                : option.defaultText().orElseThrow();
    }
}
