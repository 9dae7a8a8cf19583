package dev.headgate.kit.option;

import java.util.stream.Collectors;

/** Renders a component's declaration as a section of the Markdown reference. */
public final class OptionReference {
    private OptionReference() {}

    public static String markdown(ComponentOptions component) {
        String rows = component.options().stream().map(OptionReference::row).collect(Collectors.joining("\n"));
        return """
                ## %s: `%s`

                %s

                | key | type | default | bounds | meaning |
                |---|---|---|---|---|
                %s
                """.formatted(component.kind().label(), component.type(), component.sentence(), rows);
    }

    private static String row(Option<?> option) {
        String former = option.formerNames().isEmpty()
                ? ""
                : " Formerly "
                        + option.formerNames().stream()
                                .map(OptionReference::code)
                                .collect(Collectors.joining(", ")) + ".";
        return "| %s | %s | %s | %s | %s%s |"
                .formatted(
                        code(option.isPrefix() ? option.name() + "*" : option.name()),
                        cell(option.typeName()),
                        option.isRequired()
                                ? "**required**"
                                : option.defaultText()
                                        .map(OptionReference::code)
                                        .orElse(""),
                        cell(option.boundsText()),
                        cell(option.sentence()),
                        former);
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "\\n").replace("\t", "\\t");
    }
}
