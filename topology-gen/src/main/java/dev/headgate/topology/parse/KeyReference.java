package dev.headgate.topology.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Renders the keys of topology files as a table in Markdown. */
public final class KeyReference {
    private final List<String> rows = new ArrayList<>();

    private KeyReference() {}

    /** The table. */
    public static String markdown() {
        KeyReference reference = new KeyReference();
        reference.add("", TopologyParser.SHAPE);
        reference.row(Environments.KEY + ".ENVIRONMENT", "", "", "what differs in an environment: any of these keys.");
        return "| key | value | default | meaning |\n|---|---|---|---|\n" + String.join("", reference.rows);
    }

    private void add(String path, Shape shape) {
        shape.keys().forEach(key -> add(path, key, ""));
        for (Shape.Alternative alternative : shape.alternatives()) {
            String when = " With `" + alternative.by().name() + ": "
                    + alternative.values().stream().sorted().collect(Collectors.joining("`, `")) + "`.";
            alternative.keys().forEach(key -> add(path, key, when));
        }
        shape.parts().forEach(part -> add(path, part));
    }

    private void add(String path, Key<?> key, String when) {
        String fallback = key.isRequired()
                ? "**required**"
                : TopologySchema.fallback(key).map(value -> "`" + value + "`").orElse("");
        row(path + key.name(), key.type().form().words(), fallback, key.sentence() + when);
    }

    private void add(String path, Shape.Part part) {
        String below = path + part.name();
        switch (part.form()) {
            case ONE -> {
                row(below, "", "", part.sentence());
                add(below + ".", part.shape());
            }
            case NAMED -> {
                String name =
                        switch (part.name()) {
                            case "app-servers" -> ".STREAM";
                            case "tiers" -> ".TIER";
                            default -> ".STORE";
                        };
                row(below + name, "", "**required**", part.sentence());
                add(below + name + ".", part.shape());
                if (part.shape().equals(StoreReader.SHAPE)) {
                    row(
                            below + name + ".KEY",
                            "value, list or mapping",
                            "",
                            "any key that the sink of its kind declares, as in options.md: format, codec, dead-letters, cell and the like.");
                }
            }
            case LIST -> {
                row(below, "list", part.isRequired() ? "**required**" : "", part.sentence());
                add(below + "[].", part.shape());
            }
            case FREE -> row(below + ".KEY", "value", "", part.sentence());
        }
    }

    private void row(String key, String value, String fallback, String meaning) {
        rows.add("| `%s` | %s | %s | %s |\n".formatted(key, cell(value), fallback, cell(meaning)));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
