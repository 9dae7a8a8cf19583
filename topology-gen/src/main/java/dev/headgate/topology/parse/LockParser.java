package dev.headgate.topology.parse;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Source;
import dev.headgate.topology.model.TopologyRule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a lock file. It is written by {@link LockWriter} alone, so whatever does not fit together in it is an error: a guess
 * would move agents that nobody meant to move. Any bytes at all give an outcome.
 */
public final class LockParser {
    private static final int MOST_BYTES = 64 << 20;
    private static final long MOST_PORTS = 65_535;
    private static final ValueType<String> WORD = ValueType.single("", LockParser::word);
    private static final ValueType<List<String>> WORDS = new ValueType<>(
            List.of(),
            value -> Optional.of(value.items().stream()
                    .flatMap(item -> WORD.read(item).stream())
                    .toList()));
    private static final ValueType<Long> PORT = ValueType.integer(1, MOST_PORTS);

    private static final Key<Long> VERSION = Key.required(
            "lock",
            ValueType.integer(1, Integer.MAX_VALUE),
            "the version of its form, 'lock: " + LockWriter.VERSION + "'.");
    private static final Key<String> TOPOLOGY = Key.required("topology", WORD, "the topology whose lock it is.");
    private static final Key<String> TIER = Key.required("tier", WORD, "the agent's tier.");
    private static final Key<String> HOST = Key.required("host", WORD, "the agent's host.");
    private static final Key<Long> METRICS = Key.required("metrics", PORT, "the port of its metrics page.");
    private static final Key<String> FOLDER =
            Key.required("folder", ValueType.TEXT, "the folder of its channels and positions.");
    private static final Key<DataSize> HEAP =
            Key.required("heap", ValueType.single(DataSize.ofBytes(0), DataSize::parse), "its heap.");
    private static final Key<List<String>> TARGETS =
            Key.optional("targets", WORDS, "the agents that its lane is bound to.", List.of());
    private static final String LANES = "lanes";
    private static final Key<Boolean> DRAINING = Key.optional(
            "draining",
            ValueType.word(List.of("true", "false")).as(false, Boolean::valueOf),
            "whether it only empties its channels.",
            false);
    private static final Key<ChannelKind> KIND =
            Key.required("kind", ValueType.single(ChannelKind.JOURNAL, LockParser::kind), "what the channel is.");
    private static final Key<Long> CAPACITY =
            Key.required("capacity", ValueType.integer(1, Long.MAX_VALUE), "the events that it holds.");
    private static final Key<DataSize> BYTES =
            Key.required("bytes", ValueType.single(DataSize.ofBytes(0), DataSize::parse), "the bytes that it holds.");

    private final Map<String, String> usedPorts = new HashMap<>();
    private final SortedMap<String, Lock.Agent> agents = new TreeMap<>();
    private final Section top;

    private LockParser(Section top) {
        this.top = top;
    }

    /** The lock in a file. */
    public static Outcome<Lock> parse(TopologyText file) {
        Source unread = Source.file(file.name(), "");
        if (file.size() > MOST_BYTES) {
            return Outcome.failed(List.of(new Problem(
                    FileRule.TOO_LARGE,
                    unread.start(),
                    "The lock has %d bytes: no lock has more than %d. Restore it from version control."
                            .formatted(file.size(), MOST_BYTES))));
        }
        return Utf8.decode(file.name(), file.bytes()).then(text -> parse(file, text));
    }

    private static Outcome<Lock> parse(TopologyText file, String text) {
        Source source = Source.file(file.name(), text);
        Document document = new Document(source, file.hostFiles());
        Optional<Lock> lock = YamlFile.lock(text, source, document)
                .compose()
                .flatMap(root -> new LockParser(new Section(root, "the lock", source.start(), document)).read());
        return lock.map(made -> Outcome.of(made, document.problems()))
                .orElseGet(() -> Outcome.failed(document.problems()));
    }

    private Optional<Lock> read() {
        Located<Long> version = top.read(VERSION);
        if (version.value() != LockWriter.VERSION) {
            top.report(
                    TopologyRule.LOCK_VERSION,
                    version.at(),
                    "Unknown version %d of the lock: this Headgate reads version %d. Use the Headgate that wrote it."
                            .formatted(version.value(), LockWriter.VERSION));
            return Optional.empty();
        }
        String topology = top.read(TOPOLOGY).value();
        Optional<Section> all = top.section("agents", "agents");
        List<Section.Named> named =
                all.map(section -> section.named(WORD, "agent")).orElse(List.of());
        named.forEach(this::agent);
        SortedMap<String, SortedMap<String, List<String>>> servers = new TreeMap<>();
        top.section("app-servers", "app-servers").ifPresent(section -> section.named(WORD, "stream")
                .forEach(stream -> servers.put(stream.name().value(), servers(stream.section()))));
        top.finish();
        return Optional.of(new Lock(topology, agents, servers));
    }

    private void agent(Section.Named named) {
        Section section = named.section();
        String host = section.read(HOST).value();
        Map<String, Integer> inputs = new LinkedHashMap<>();
        section.section("inputs", "the inputs of " + section.label())
                .ifPresent(below -> below.each(WORD, PORT, "input").forEach((name, port) -> {
                    inputs.put(name, port.value().intValue());
                    port(section, host, port);
                }));
        Located<Long> metrics = section.read(METRICS);
        port(section, host, metrics);
        Map<String, Lock.Channel> channels = new LinkedHashMap<>();
        section.section("channels", "the channels of " + section.label())
                .ifPresent(below -> below.named(WORD, "channel")
                        .forEach(channel -> channels.put(channel.name().value(), channel(channel.section()))));
        String name = named.name().value();
        Map<String, List<String>> lanes = new LinkedHashMap<>();
        Optional.of(section.read(TARGETS).value())
                .filter(targets -> !targets.isEmpty())
                .ifPresent(targets -> lanes.put(Lock.HOP, targets));
        section.section(LANES, "the lanes of " + section.label()).ifPresent(below -> below.each(WORD, WORDS, "lane")
                .forEach((lane, targets) -> lanes.put(lane, targets.value())));
        Lock.Agent agent = new Lock.Agent(
                name,
                section.read(TIER).value(),
                host,
                inputs,
                metrics.value().intValue(),
                section.read(FOLDER).value(),
                section.read(HEAP).value(),
                channels,
                lanes,
                section.read(DRAINING).value());
        section.finish();
        agents.put(name, agent);
    }

    private void port(Section agent, String host, Located<Long> port) {
        String other = usedPorts.putIfAbsent(host + ":" + port.value(), agent.label());
        if (other != null) {
            top.report(
                    TopologyRule.LOCK_CONTRADICTION,
                    port.at(),
                    "Port %d of '%s' stands twice in the lock: %s and %s have it. Restore the lock from version control, or remove one of the two: it gets another port."
                            .formatted(port.value(), host, other, agent.label()));
        }
    }

    private static Lock.Channel channel(Section section) {
        Lock.Channel channel = new Lock.Channel(
                section.read(KIND).value(),
                section.read(CAPACITY).value(),
                section.read(BYTES).value());
        section.finish();
        return channel;
    }

    private SortedMap<String, List<String>> servers(Section stream) {
        SortedMap<String, List<String>> targets = new TreeMap<>();
        stream.each(WORD, WORDS, "app server").forEach((host, agentNames) -> {
            targets.put(host, agentNames.value());
            agentNames.value().stream()
                    .filter(name -> !agents.containsKey(name))
                    .findFirst()
                    .ifPresent(name -> top.report(
                            TopologyRule.LOCK_CONTRADICTION,
                            agentNames.at(),
                            "Unknown agent '%s' in the lock: app server '%s' is bound to it. Restore the lock from version control, or remove the line: the app server gets another agent."
                                    .formatted(name, host)));
        });
        return targets;
    }

    private static String word(String text) {
        if (text.isBlank() || text.codePoints().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("not one word. Restore the lock from version control");
        }
        return text;
    }

    private static ChannelKind kind(String word) {
        try {
            return ChannelKind.of(word);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("no kind of channel. Restore the lock from version control", unknown);
        }
    }
}
