package dev.headgate.topology.model;

import static dev.headgate.topology.model.Severity.ERROR;
import static dev.headgate.topology.model.Severity.WARNING;

import java.util.Locale;

/** The kinds of problem a topology can have, each with an id that never changes; {@code docs/rules.md} is made of them. */
public enum Rule {
    BAD_ENCODING(
            ERROR,
            "A topology file is UTF-8 text without control characters.",
            "Names and paths would be read as others than were meant.",
            "Save the file as UTF-8 and remove the character that the message names."),
    TOO_LARGE(
            ERROR,
            "A topology file has at most 4 MB.",
            "It is probably another file.",
            "Check that it is the right one; put long lists of hosts into a file and name it as `file:hosts.txt`."),
    EMPTY_FILE(
            ERROR,
            "A topology file says something.",
            "There is nothing to render.",
            "Begin with `topology: NAME`, or run `headgate init`."),
    YAML_SYNTAX(
            ERROR,
            "A topology file is one YAML document.",
            "Nothing behind the mistake can be read.",
            "Mend the line that the message names or the one above it: mostly an indentation, a tab, or a missing quote around a text with `:`, `{` or `%`."),
    TOO_DEEP(
            ERROR,
            "A topology file nests at most 32 levels deep.",
            "Reading it could exhaust the memory.",
            "Remove brackets or indentation."),
    TOO_MANY_ALIASES(
            ERROR,
            "A topology file uses at most 50 YAML aliases, and they do not multiply.",
            "A few lines could grow into gigabytes.",
            "Write the values out."),
    WRONG_SHAPE(
            ERROR,
            "Where keys are wanted stands a mapping, where a list is wanted a list.",
            "The value cannot be understood.",
            "Write `key: value` lines for a mapping, `- ` entries for a list, one value elsewhere."),
    DUPLICATE_KEY(
            ERROR, "A key stands once.", "One of the two values would win in silence.", "Keep the one that is right."),
    UNKNOWN_KEY(
            ERROR,
            "Every key is one that is known where it stands.",
            "A mistyped key would have no effect, and nobody would know.",
            "Use the name that the message proposes; [topology.md](topology.md) has them all."),
    MISSING_KEY(
            ERROR, "A required key is given.", "There is no value that would be right for everybody.", "Add the key."),
    UNKNOWN_PATH(
            ERROR,
            "A path of keys, in `--set` or in `accept`, leads to a place of the file.",
            "What was meant to change would stay as it is.",
            "Give the keys from the top, divided by dots, such as `tiers.edge.fan-in`."),
    BAD_VALUE(
            ERROR,
            "A value is of its key's type and within its bounds.",
            "It cannot be used, or would break something later.",
            "Give a value as the message describes it."),
    NOT_THERE_YET(
            ERROR,
            "A value that is planned but not built is refused.",
            "It would be rendered as something else.",
            "Give one of the values that the message names."),
    UNKNOWN_VARIABLE(
            ERROR,
            "A variable has a value, or a default.",
            "What it stands for is not known.",
            "Set it in the environment of the command, or write `${NAME:-default}`."),
    UNKNOWN_ENVIRONMENT(
            ERROR,
            "A file with environments is read for one of them.",
            "Agents of one environment would be rendered for another.",
            "Give `--environment NAME`."),
    ENVIRONMENT_COLLISION(
            ERROR,
            "What one environment of a file uses, no other one does: agents' names, hosts, folders, tables, topics.",
            "Test data would land among that of production, or agents would take each other's ports.",
            "Give each its own value below `environments`, or write `${environment}` into it."),
    CLEAR_SECRET(
            ERROR,
            "A secret is given by its name only.",
            "It would stand in files that others can read.",
            "Write `${secret:NAME}`, and a line `NAME=value` into the file of secrets on the hosts."),
    HOST_FILE(
            ERROR,
            "A file of hosts can be read.",
            "The hosts in it are not known.",
            "Check the path, which starts from the topology file's folder, and that each line is one host or range in UTF-8."),
    HOST_TWICE(
            ERROR,
            "A host stands once in a list, and sends one stream over the network.",
            "It would be counted twice, or one of its two client configurations would overwrite the other.",
            "Keep one of the two."),
    SHARED_HOST(
            WARNING,
            "A host is in the pool of one tier, so that its loss takes one agent.",
            "When the host is down, agents of two tiers are: `spare` no longer covers it.",
            "Give each tier machines of its own."),
    UNKNOWN_STREAM(
            ERROR,
            "A route names streams of the topology.",
            "Events would not land where they should.",
            "Use the name of an entry of `app-servers`."),
    UNKNOWN_STORE(
            ERROR,
            "A route names stores of the topology.",
            "Events would not land where they should.",
            "Use the name of an entry of `stores`."),
    STREAM_WITHOUT_ROUTE(
            ERROR,
            "Every stream has a route.",
            "Its events would be dropped by the innermost tier.",
            "Name the stream in `routes`, or remove it."),
    UNUSED_STORE(
            WARNING,
            "Every store is named by a route.",
            "Nothing lands in it, and no agent writes to it.",
            "Name it in `routes`, or remove it."),
    POOL_TOO_SMALL(
            ERROR,
            "A tier's hosts have room for the agents it needs.",
            "At the peak, or with the spare agents down, the tier would be overrun.",
            "Add hosts, or raise `agents-per-host`, `fan-in` or `capacity` where the machines bear it."),
    HOLD_TOO_LONG(
            ERROR,
            "A channel can keep what arrives during its tier's hold.",
            "The channel would be full before the outage is over, and senders would wait.",
            "Lower `hold`, take another `channel`, or add agents."),
    OVERFLOW(
            ERROR,
            "Sizes stay within what 64 bits can count.",
            "The numbers would be wrong without a sign of it.",
            "Lower the rates, sizes or holds."),
    PORTS_EXHAUSTED(
            ERROR,
            "A host has ports for all its agents.",
            "Some agents could not listen.",
            "Begin with a lower `ports`, or place fewer agents on a host."),
    LOCK_VERSION(
            ERROR,
            "A lock was written in the form that this Headgate reads.",
            "What was given out would be misread, and agents would move.",
            "Use the Headgate that wrote it."),
    LOCK_CONTRADICTION(
            ERROR,
            "What a lock says fits together, and belongs to its topology.",
            "A guess would move agents that nobody meant to move.",
            "Restore the lock from version control, or remove the lines that the message names: what they gave out is given out anew."),
    CANNOT_DRAIN(
            ERROR,
            "An agent that leaves can still send what it holds.",
            "Its events would stay where they are.",
            "Keep what it sends to until its channels are empty and `headgate drain --done AGENT` was said."),
    COMPONENT_OPTION(
            ERROR,
            "Every rendered key is one that its component declares, with a value that it takes.",
            "Flume would ignore the key or drop the component in silence.",
            "Mend the key of the topology that the message points to; [options.md](options.md) has all keys of the components."),
    UNDECLARED_COMPONENT(
            ERROR,
            "Every rendered component has declared its options.",
            "Its keys cannot be checked.",
            "Put the jar that holds it on the class path."),
    UNUSED_ACCEPTANCE(
            WARNING,
            "Every entry of `accept` silences a warning.",
            "It would hide the next such warning, which nobody has looked at.",
            "Remove the entry.");

    private final Severity severity;
    private final String sentence;
    private final String consequence;
    private final String remedy;

    Rule(Severity severity, String sentence, String consequence, String remedy) {
        this.severity = severity;
        this.sentence = sentence;
        this.consequence = consequence;
        this.remedy = remedy;
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

    /** What would happen where it is not kept. */
    public String consequence() {
        return consequence;
    }

    /** What to do, in Markdown. */
    public String remedy() {
        return remedy;
    }

    /** Whether a topology may accept it, with a reason. */
    public boolean isAcceptable() {
        return severity == WARNING && this != UNUSED_ACCEPTANCE;
    }
}
