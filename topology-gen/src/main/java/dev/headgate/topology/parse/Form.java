package dev.headgate.topology.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the values of a type look: for a reader of the reference, and for an editor. Immutable.
 *
 * @param words such as {@code duration: 30m, 2h}; Markdown
 * @param schema a JSON schema of the values
 */
record Form(String words, Map<String, Object> schema) {
    private static final String TYPE = "type";
    private static final String STRING = "string";
    private static final String PATTERN = "pattern";
    /** What takes the place of any value: a variable of the process environment. */
    private static final Map<String, Object> VARIABLE = Map.of(TYPE, STRING, PATTERN, "\\$\\{[^}]+\\}");

    /** Texts, all of them or those that match. */
    static Form text(String words, String pattern) {
        return new Form(words, orVariable(ordered(TYPE, STRING, PATTERN, pattern)));
    }

    static Form anyText(String words) {
        return new Form(words, Map.of(TYPE, STRING));
    }

    static Form integer(long lowest, long highest) {
        Map<String, Object> schema = ordered(TYPE, "integer", "minimum", lowest);
        schema.put("maximum", highest);
        return new Form("number", orVariable(schema));
    }

    static Form bool() {
        return new Form("`true` or `false`", orVariable(Map.of(TYPE, "boolean")));
    }

    static Form word(List<String> words) {
        return new Form("`" + String.join("`, `", words) + "`", orVariable(Map.of("enum", words)));
    }

    /** A list of them, or one alone, or several divided by commas. */
    Form orList() {
        return new Form(words + ", or a list of them", Map.of("anyOf", List.of(schema, array())));
    }

    /** The same, told to a reader otherwise. */
    Form told(String otherWords) {
        return new Form(otherWords, schema);
    }

    private Map<String, Object> array() {
        Map<String, Object> array = ordered(TYPE, "array", "items", schema);
        array.put("minItems", 1);
        return array;
    }

    private static Map<String, Object> orVariable(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, VARIABLE));
    }

    private static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }
}
