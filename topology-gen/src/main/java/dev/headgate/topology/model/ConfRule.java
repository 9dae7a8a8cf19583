package dev.headgate.topology.model;

import static dev.headgate.topology.model.Severity.ERROR;
import static dev.headgate.topology.model.Severity.WARNING;

/** What a flume.conf has to keep, rendered or written by hand. */
public enum ConfRule implements Rule {
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
    NO_AGENT(
            ERROR,
            "A flume.conf configures an agent.",
            "Flume would start, find nothing to run, and stay.",
            "Look whether it is the right file, and whether all of it has arrived."),
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
            "Give each a folder of its own.");

    private final Severity severity;
    private final String sentence;
    private final String consequence;
    private final String remedy;

    ConfRule(Severity severity, String sentence, String consequence, String remedy) {
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
