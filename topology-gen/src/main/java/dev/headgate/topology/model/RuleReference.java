package dev.headgate.topology.model;

import java.util.Locale;
import java.util.stream.Collectors;

/** Renders the rules as Markdown. */
public final class RuleReference {
    private RuleReference() {}

    /** All rules, a section for each. */
    public static String markdown() {
        return Rule.all().stream().map(RuleReference::section).collect(Collectors.joining("\n", """
                # Rules

                What `headgate validate`, `headgate render` and `headgate lint` look at. A problem is shown as

                ```
                topology.yaml:14:7: error[unknown-key]: Unknown key 'fanin' in tier 'edge': it has no such key; did you mean 'fan-in'?
                          fanin: 16
                          ^
                ```

                and names its rule, whose id never changes. Nothing is rendered where there is an error. A warning that is wanted so is silenced in
                the file, with a reason; `accept` in [topology.md](topology.md) says how.

                """, ""));
    }

    private static String section(Rule rule) {
        return """
                ## %s

                %s. %s

                Otherwise: %s

                Remedy: %s
                """.formatted(
                        rule.id(),
                        capital(rule.severity().label()),
                        rule.text().sentence(),
                        rule.text().consequence(),
                        rule.text().remedy());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
