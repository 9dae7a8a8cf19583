package dev.headgate.topology.parse;

import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.OptionSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the JSON schema that the sinks' own declarations make: keys of stores. */
record StoreKeySchema(StoreKeys keys) {
    private static final String ANY_OF = "anyOf";
    private static final String TYPE = "type";
    private static final String DESCRIPTION = "description";
    private static final Map<String, Object> VALUE = Map.of(TYPE, List.of("string", "number", "boolean"));
    private static final Map<String, Object> TEXTS = Map.of(TYPE, "array", "items", VALUE, "minItems", 1);
    private static final Map<String, Object> VARIABLE = Map.of(TYPE, "string", "pattern", "\\$\\{[^}]+\\}");

    /** Adds every key of every kind of store. */
    void into(Map<String, Object> properties, Map<String, Object> patterns, boolean isWhole) {
        Map<String, Set<Object>> variants = new LinkedHashMap<>();
        keys.sinks().keySet().stream().sorted().forEach(kind -> {
            for (Option<?> option : keys.options(kind)) {
                variants.computeIfAbsent(StoreKeys.name(option), none -> new LinkedHashSet<>())
                        .add(value(option));
                if (option.isPrefix()) {
                    patterns.put("^" + option.name().replace(".", "\\."), VALUE);
                }
            }
        });
        variants.forEach((name, schemas) -> {
            List<Object> all = new ArrayList<>(schemas);
            if (!isWhole) {
                all.add(Map.of(TYPE, "null"));
            }
            properties.put(name, all.size() == 1 ? all.get(0) : Map.of(ANY_OF, all));
        });
    }

    /** The keys that stores of these kinds do not have, and others do. */
    Set<String> refused(Set<String> kinds) {
        Set<String> own = new LinkedHashSet<>();
        kinds.forEach(kind -> keys.options(kind).forEach(option -> own.add(StoreKeys.name(option))));
        Set<String> refused = new LinkedHashSet<>();
        keys.sinks().keySet().stream().sorted().forEach(kind -> keys.options(kind).stream()
                .map(StoreKeys::name)
                .filter(name -> !own.contains(name))
                .forEach(refused::add));
        return refused;
    }

    private static Object value(Option<?> option) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (option.isPrefix()) {
            schema.put(TYPE, "object");
            schema.put(DESCRIPTION, option.sentence());
            return schema;
        }
        Map<String, Object> declared = new LinkedHashMap<>(OptionSchema.of(option));
        schema.put(DESCRIPTION, declared.remove(DESCRIPTION));
        Object usual = declared.remove("default");
        if (usual != null) {
            schema.put("default", usual);
        }
        boolean isText = declared.equals(Map.of(TYPE, "string"));
        List<Object> forms = new ArrayList<>(List.of(isText ? VALUE : declared, VARIABLE));
        if (option.isList()) {
            forms.add(TEXTS);
        }
        schema.put(ANY_OF, forms);
        return schema;
    }
}
