package dev.headgate.topology.model;

import static dev.headgate.topology.model.Severity.ERROR;
import static dev.headgate.topology.model.Severity.WARNING;

/** What a topology, its lock and its templates have to keep. */
public enum TopologyRule implements Rule {
    LOSSY_CHANNEL(
            ERROR,
            "A channel in memory is said to be lossy.",
            "Its events are lost whenever the agent ends, and nobody meant them to be.",
            "Say `lossy: true` beside `channel: memory`, or `channel: journal`."),
    UNACKNOWLEDGED_SENDING(
            WARNING,
            "App servers are told what has arrived.",
            "Syslog has no answers: what is on the way or in an agent's buffers when it ends is lost.",
            "Send by `avro`, `http` or `tail`; or accept it."),
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
    UNKNOWN_TIER(
            ERROR,
            "A tier that a route names is one of the topology's.",
            "Nobody would write the route's events.",
            "Correct the name, or define the tier."),
    STORE_TIERS(
            ERROR,
            "Tiers that write to stores stand side by side behind a tier that sends to them, and each has a route.",
            "Events would have no way to it, or it would stand idle.",
            "Name in `by` of the routes only tiers at the end of `tiers`, with a tier before them; give each a route."),
    LANDS_TWICE(
            ERROR,
            "An event lands in a store once.",
            "Two tiers would write it, and neither knows of the other.",
            "Divide the streams, or the values of a header, among the routes."),
    STREAM_WITHOUT_ROUTE(
            ERROR,
            "Every stream has a route.",
            "Its events would be dropped by the innermost tier.",
            "Name the stream in `routes`, or remove it."),
    CONDITIONAL_STREAM(
            WARNING,
            "Every stream has a route without `when`.",
            "Events of the stream whose header has no value of any route are dropped by the innermost tier.",
            "Add a route without `when`, or accept it where the rest is not wanted."),
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
    TEMPLATE(
            ERROR,
            "A template of your own can be read and filled, and takes the place of one of Headgate's or is included.",
            "Files would be missing, or Flume would not take them.",
            "Mend the template; [templates.md](templates.md) says what it is given."),
    UNUSED_ACCEPTANCE(
            WARNING,
            "Every entry of `accept` silences a warning.",
            "It would hide the next such warning, which nobody has looked at.",
            "Remove the entry.");

    private final Severity severity;
    private final String sentence;
    private final String consequence;
    private final String remedy;

    TopologyRule(Severity severity, String sentence, String consequence, String remedy) {
        this.severity = severity;
        this.sentence = sentence;
        this.consequence = consequence;
        this.remedy = remedy;
    }

    @Override
    public Text text() {
        return new Text(severity, sentence, consequence, remedy);
    }
}
