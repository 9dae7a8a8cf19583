package dev.headgate.topology.model;

import static dev.headgate.topology.model.Severity.ERROR;
import static dev.headgate.topology.model.Severity.WARNING;

import java.util.Locale;

/** The kinds of problem that a topology or a flume.conf can have, each with an id that never changes; {@code docs/rules.md} is made of them. */
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
    DROPPED_COMPONENT(
            ERROR,
            "Flume's own classes take every component of a flume.conf.",
            "Flume would log a line, drop the component and run on without it.",
            "Mend what the message quotes; where a class is missing, put its jar into Flume's `lib` or `plugins.d`."),
    DOES_NOT_FIT(
            WARNING,
            "What a flume.conf says has a place in the topology that `init --from` makes of it.",
            "The topology does without it, or does it in another way.",
            "Read what the message says, and put it in by hand where it is needed."),
    CONF_SYNTAX(
            ERROR,
            "A flume.conf is a properties file that Java can read.",
            "Flume would refuse the whole file.",
            "Write a backslash as two, and `\\uXXXX` with four hexadecimal digits."),
    STRAY_KEY(
            ERROR,
            "A key of a flume.conf is `AGENT.GROUP`, or `AGENT.GROUP.NAME.KEY`, and has a value.",
            "Flume takes no notice of the line.",
            "Mend the key; the groups are `sources`, `channels`, `sinks`, `sinkgroups` and `configfilters`."),
    UNKNOWN_TYPE(
            ERROR,
            "A component's `type` is one that Flume has.",
            "Flume drops the component and what needs it, and runs on.",
            "Use the name that the message proposes, or the full name of a class."),
    UNCHECKED_TYPE(
            WARNING,
            "A component's class is known here, with its keys.",
            "Its keys were not checked.",
            "See that its jar is in Flume's `lib` or `plugins.d`, and check its keys with its documents."),
    OLD_KEY(
            WARNING,
            "A key is called by its present name.",
            "A later release may not know the old one.",
            "Use the name that the message gives."),
    NOT_CONFIGURED(
            ERROR,
            "What a list of a flume.conf names has keys.",
            "Flume drops it in silence.",
            "Configure it, or take it off the list."),
    NOT_LISTED(
            WARNING,
            "What has keys in a flume.conf is on a list.",
            "Flume does not make it.",
            "Put it on the list of its agent, or remove its keys."),
    DANGLING_CHANNEL(
            ERROR,
            "Sources, selectors and sinks name channels of their own agent.",
            "Flume drops the component.",
            "Name one of the channels that the agent lists."),
    IDLE_CHANNEL(
            WARNING,
            "A channel has a source that fills it and a sink that empties it.",
            "It stays empty, or fills until its sources are refused.",
            "Give it what is missing, or remove it."),
    SHARED_CHANNEL(
            WARNING,
            "Sinks that write to different places have channels of their own.",
            "Each event goes to one of the places, not to all.",
            "Give each sink a channel, and list all of them in the source's `channels`."),
    BATCH_TOO_LARGE(
            ERROR,
            "Batches fit into their channel's transaction, and transactions into its capacity.",
            "Flume drops the component, or its puts and takes fail for ever.",
            "Lower the batch, or raise the channel's transaction capacity."),
    SINK_GROUP(
            ERROR,
            "A sink group lists sinks that are there, each in one group.",
            "Flume leaves the sink out of the group.",
            "Mend the group's `sinks`."),
    PRIORITY(
            ERROR,
            "A failover group gives each of its sinks a priority of its own, as `processor.priority.SINK`.",
            "Flume makes up an order, or leaves a sink out.",
            "Write `processor.priority.SINK = NUMBER` for each; the highest that works is used."),
    VOLATILE_CHANNEL(
            WARNING,
            "What stands before a store keeps its events on disk.",
            "What is queued is lost when the agent ends, although its sender was told that it is safe.",
            "Use a journal or a file channel."),
    LOSSY_SOURCE(
            WARNING,
            "A source can ask its sender for an event again.",
            "What the channel refuses, and what comes while the agent is down, is lost.",
            "Tail files, or let the sender use Flume's RPC."),
    SMALL_FILES(
            WARNING,
            "Flume's HDFS sink is told when to begin a new file.",
            "By default it begins one every 10 events, 1024 bytes or 30 seconds; the NameNode keeps each in memory.",
            "Set `hdfs.rollCount`, `hdfs.rollSize` and `hdfs.rollInterval`; 0 switches one off. Or use `dev.headgate.sink.hdfs.HdfsSink`."),
    WEAK_ACKS(
            WARNING,
            "A Kafka sink waits until all replicas have an event.",
            "When the leader of a partition dies, events are lost that had left the channel.",
            "Set `kafka.producer.acks = all`."),
    CLEAR_CREDENTIAL(
            WARNING,
            "No password stands in a flume.conf.",
            "Whoever can read the file, or a copy of it, has it.",
            "Let a config filter of Flume put it in, such as `${env['NAME']}`, and make the file readable to its user alone."),
    PORT_TWICE(
            ERROR,
            "A port is listened on once.",
            "The second to come does not start, and its senders are refused.",
            "Give it another port."),
    FOLDER_TWICE(
            ERROR,
            "Folders of an agent's channels and sources are their own.",
            "They overwrite each other, or the second does not start.",
            "Give each a folder of its own."),
    SHARED_FOLDER(
            WARNING,
            "Agents have folders of their own.",
            "If two run on one machine, they overwrite each other.",
            "Give each a folder of its own."),
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
