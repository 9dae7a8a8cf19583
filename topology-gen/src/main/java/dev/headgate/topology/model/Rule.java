package dev.headgate.topology.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A kind of problem that a topology or a flume.conf can have, with an id that never changes; {@code docs/rules.md} is made of them. */
public sealed interface Rule permits FileRule, TopologyRule, ConfRule {
    /** Of the constant, from which the id comes. */
    String name();

    /** What is said of it. */
    Text text();

    /**
     * What is said of a rule.
     *
     * @param sentence what it demands
     * @param consequence what would happen where it is not kept
     * @param remedy what to do, in Markdown
     */
    record Text(Severity severity, String sentence, String consequence, String remedy) {}

    /** All of them. */
    static List<Rule> all() {
        return Stream.<Rule[]>of(FileRule.values(), TopologyRule.values(), ConfRule.values())
                .flatMap(Stream::of)
                .toList();
    }

    /** The name that messages and tools use, such as {@code unknown-key}. */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default Severity severity() {
        return text().severity();
    }

    /** Whether a topology may accept it, with a reason. */
    default boolean isAcceptable() {
        return severity() == Severity.WARNING && this != TopologyRule.UNUSED_ACCEPTANCE;
    }
}
