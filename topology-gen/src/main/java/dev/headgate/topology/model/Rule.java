package dev.headgate.topology.model;

import static dev.headgate.topology.model.Severity.ERROR;
import static dev.headgate.topology.model.Severity.WARNING;

import java.util.Locale;

/** The kinds of problem a topology can have, each with an id that never changes. */
public enum Rule {
    BAD_ENCODING(ERROR, "A topology file is UTF-8 text without control characters."),
    TOO_LARGE(ERROR, "A topology file has at most 4 MB."),
    EMPTY_FILE(ERROR, "A topology file says something."),
    YAML_SYNTAX(ERROR, "A topology file is one YAML document."),
    TOO_DEEP(ERROR, "A topology file nests at most 32 levels deep."),
    TOO_MANY_ALIASES(ERROR, "A topology file uses at most 50 YAML aliases."),
    WRONG_SHAPE(ERROR, "Where keys are wanted stands a mapping, where a list is wanted a list."),
    DUPLICATE_KEY(ERROR, "A key stands once."),
    UNKNOWN_KEY(ERROR, "Every key is one that is known where it stands."),
    MISSING_KEY(ERROR, "A required key is given."),
    UNKNOWN_PATH(ERROR, "A value set on the command line has its place in the file."),
    BAD_VALUE(ERROR, "A value is of its key's type and within its bounds."),
    NOT_THERE_YET(ERROR, "A value that is planned but not built is refused."),
    HOST_FILE(ERROR, "A file of hosts can be read."),
    HOST_TWICE(ERROR, "A host stands once in a list, and sends one stream by RPC."),
    SHARED_HOST(WARNING, "A host is in the pool of one tier, so that its loss takes one agent."),
    UNKNOWN_STREAM(ERROR, "A route names streams of the topology."),
    UNKNOWN_STORE(ERROR, "A route names stores of the topology."),
    STREAM_WITHOUT_ROUTE(ERROR, "Every stream has a route, or its events would be dropped."),
    UNUSED_STORE(WARNING, "Every store is named by a route."),
    POOL_TOO_SMALL(ERROR, "A tier's hosts have room for the agents it needs."),
    HOLD_TOO_LONG(ERROR, "A channel can keep what arrives during its tier's hold."),
    OVERFLOW(ERROR, "Sizes stay within what 64 bits can count."),
    PORTS_EXHAUSTED(ERROR, "A host has ports for all its agents."),
    COMPONENT_OPTION(ERROR, "Every rendered key is one that its component declares, with a value that it takes."),
    UNDECLARED_COMPONENT(ERROR, "Every rendered component has declared its options.");

    private final Severity severity;
    private final String sentence;

    Rule(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    /** The name that messages and tools use, such as {@code unknown-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** What the rule demands. */
    public String sentence() {
        return sentence;
    }
}
