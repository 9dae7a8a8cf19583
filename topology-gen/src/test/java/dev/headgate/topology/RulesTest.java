package dev.headgate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.TopologyRule;
import dev.headgate.topology.place.Site;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule, with the whole of what a person sees. */
class RulesTest {
    private static final Written SMALL = Written.SMALL;
    private static final Written GROUPS = SMALL.with(
                    "  web:", "  pay: { hosts: \"pay-[1-3]\", events: 1/s, event-size: 1KB, send: avro }\n  web:")
            .with(
                    "tiers:\n",
                    "tiers:\n  edge: { hosts: \"edge-[1-3]\", fan-in: 2, hold: 10s }\n  live: { hosts: \"live-[1-3]\", fan-in: 2, hold: 10s }\n")
            .with("to: raw }", "to: raw }\n  - { streams: pay, to: raw, by: live }");

    record Broken(Rule rule, Outcome<?> outcome, String shown) {
        @Override
        public String toString() {
            return rule.id();
        }
    }

    private static Broken broken(Rule rule, Written written, String shown) {
        return new Broken(rule, written.compile(), shown);
    }

    private static Broken set(Rule rule, String setting, String shown) {
        return new Broken(rule, SMALL.compile(setting), shown);
    }

    static Stream<Broken> broken() {
        return Stream.of(file(), words(), values(), choices(), hosts(), references(), sizes(), rendered())
                .flatMap(stream -> stream);
    }

    private static Stream<Broken> file() {
        return Stream.of(
                new Broken(
                        FileRule.BAD_ENCODING,
                        Written.read("topology: r\u00e4w".getBytes(StandardCharsets.ISO_8859_1)),
                        """
                        topology.yaml:1:12: error[bad-encoding]: Bad byte 0xE4 in the file: it is not UTF-8. Save the file as UTF-8.
                            topology: r
                                       ^"""),
                new Broken(FileRule.BAD_ENCODING, new Written("a: 1\nb: \"x\u0000y\"").read(), """
                        topology.yaml:2:6: error[bad-encoding]: Bad character U+0000 in the file: YAML does not take it. Remove it.
                            b: "x?y"
                                 ^"""),
                new Broken(
                        FileRule.TOO_LARGE,
                        Written.read(new byte[(4 << 20) + 1]),
                        "topology.yaml:1:1: error[too-large]: The file has 4194305 bytes: a topology has at most 4194304. Check that it is one; put long lists of hosts into file:hosts.txt."),
                new Broken(
                        FileRule.EMPTY_FILE,
                        new Written("").read(),
                        "topology.yaml:1:1: error[empty-file]: The file is empty: there is no topology in it. Begin with 'topology: NAME'."),
                new Broken(FileRule.YAML_SYNTAX, new Written("topology: x\n\ttiers: y\n").read(), """
                        topology.yaml:2:1: error[yaml-syntax]: Bad tab in the file: YAML does not take tabs here. Indent with spaces.
                            \ttiers: y
                            ^"""),
                new Broken(FileRule.YAML_SYNTAX, new Written("topology: [x\ntiers: y\n").read(), """
                        topology.yaml:2:6: error[yaml-syntax]: Cannot read the YAML: while parsing a flow sequence, expected ',' or ']', but got :. Mend this or the line above.
                            tiers: y
                                 ^"""),
                new Broken(FileRule.YAML_SYNTAX, new Written("a: *b\n").read(), """
                        topology.yaml:1:4: error[yaml-syntax]: Cannot read the YAML: found undefined alias b. Mend this or the line above.
                            a: *b
                               ^"""),
                new Broken(FileRule.TOO_DEEP, new Written("[".repeat(40)).read(), """
                        topology.yaml:1:33: error[too-deep]: Nesting is deeper than 32 levels: no topology needs as many. Remove the brackets or the indentation.
                            [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                                                            ^"""),
                new Broken(
                        FileRule.TOO_MANY_ALIASES,
                        new Written("a: &a [x]\nb: [" + "*a,".repeat(50) + "\n  *a]\n").read(),
                        """
                        topology.yaml:3:3: error[too-many-aliases]: More than 50 aliases in the file: they can grow without bound. Write the values out.
                              *a]
                              ^"""),
                new Broken(
                        FileRule.TOO_MANY_ALIASES,
                        new Written("a: &a [*a]\n").read(),
                        "topology.yaml:1:1: error[too-many-aliases]: The aliases of the file multiply, or one stands within what it names: the file would grow to more than 4194304 values. Write the values out.\n    a: &a [*a]\n    ^"));
    }

    private static Stream<Broken> words() {
        return Stream.of(
                broken(
                        FileRule.WRONG_SHAPE,
                        SMALL.with("raw: { kind: hdfs, path: \"hdfs://nn/raw\" }", "raw: hdfs"),
                        """
                        topology.yaml:7:8: error[wrong-shape]: Bad value for store 'raw': it takes keys of its own. Write 'key: value' below it.
                              raw: hdfs
                                   ^"""),
                broken(FileRule.DUPLICATE_KEY, SMALL.with("fan-in: 2,", "fan-in: 2, fan-in: 3,"), """
                        topology.yaml:5:45: error[duplicate-key]: Key 'fan-in' stands twice in tier 'store': line 5 has it first. Keep one.
                              store: { hosts: "store-[1-3]", fan-in: 2, fan-in: 3, hold: 10s }
                                                                        ^"""),
                broken(FileRule.UNKNOWN_KEY, SMALL.with("hold: 10s", "hold: 10s, fanin: 3"), """
                        topology.yaml:5:56: error[unknown-key]: Unknown key 'fanin' in tier 'store': it has no such key; did you mean 'fan-in'?
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s, fanin: 3 }
                                                                                   ^"""),
                broken(FileRule.MISSING_KEY, SMALL.with(", hold: 10s", ""), """
                        topology.yaml:5:3: error[missing-key]: Missing key 'hold' in tier 'store': it is required. Add it: how long an agent buffers while what is behind it is down, such as 2h.
                              store: { hosts: "store-[1-3]", fan-in: 2 }
                              ^"""),
                set(
                        FileRule.UNKNOWN_PATH,
                        "tiers.stor.fan-in=3",
                        "--set tiers.stor.fan-in: error[unknown-path]: Unknown path 'tiers.stor.fan-in': 'tiers' has no 'stor'; did you mean 'store'?"),
                set(
                        FileRule.UNKNOWN_KEY,
                        "tiers.store.fanin=3",
                        "--set tiers.store.fanin: error[unknown-key]: Unknown key 'fanin' in tier 'store': it has no such key; did you mean 'fan-in'?"));
    }

    private static Stream<Broken> values() {
        return Stream.of(
                broken(FileRule.BAD_VALUE, SMALL.with("fan-in: 2", "fan-in: 0"), """
                        topology.yaml:5:42: error[bad-value]: Bad value '0' for key 'fan-in' in tier 'store': out of bounds. Give 1 to 10000.
                              store: { hosts: "store-[1-3]", fan-in: 0, hold: 10s }
                                                                     ^"""),
                broken(FileRule.BAD_VALUE, SMALL.with("100/s", "100"), """
                        topology.yaml:3:38: error[bad-value]: Bad value '100' for key 'events' in stream 'web': not a rate of events. Give a whole number per second, minute or hour, such as 400/s.
                              web: { hosts: "web-[1-3]", events: 100, event-size: 1KB, send: avro }
                                                                 ^"""),
                broken(FileRule.BAD_VALUE, SMALL.with("kind: hdfs", "kind: hdsf"), """
                        topology.yaml:7:16: error[bad-value]: Bad value 'hdsf' for key 'kind' in store 'raw': not one of the choices. Give one of hdfs, hbase, kafka.
                              raw: { kind: hdsf, path: "hdfs://nn/raw" }
                                           ^"""),
                broken(FileRule.BAD_VALUE, SMALL.with("hdfs://nn/raw", "${sys:user.home}"), """
                        topology.yaml:7:28: error[bad-value]: Bad value '${sys:user.home}' for key 'path' in store 'raw': '${' would be replaced by Flume when it reads its file. Write the value out, or ${NAME:-default} for a variable of this command's environment.
                              raw: { kind: hdfs, path: "${sys:user.home}" }
                                                       ^"""),
                broken(TopologyRule.UNACKNOWLEDGED_SENDING, SMALL.with("send: avro", "send: syslog"), """
                        topology.yaml:3:3: warning[unacknowledged-sending]: Stream 'web' is sent by syslog, which has no answers: what is on the way when an agent ends is lost. Send it otherwise, or accept it.
                              web: { hosts: "web-[1-3]", events: 100/s, event-size: 1KB, send: syslog }
                              ^"""),
                broken(TopologyRule.LOSSY_CHANNEL, SMALL.with("hold: 10s", "hold: 10s, channel: memory"), """
                        topology.yaml:5:65: error[lossy-channel]: Channel 'memory' in tier 'store' loses its events when an agent ends. Say 'lossy: true' beside it if they may be lost, or 'channel: journal'.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s, channel: memory }
                                                                                            ^"""),
                broken(FileRule.BAD_VALUE, SMALL.with("hold: 10s", "hold: 10s, lossy: true"), """
                        topology.yaml:5:63: error[bad-value]: Needless key 'lossy' in tier 'store': it goes with 'channel: memory' only. Remove it.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s, lossy: true }
                                                                                          ^"""),
                broken(FileRule.BAD_VALUE, SMALL.with("hold: 10s", "hold: 10s, channel: jurnal"), """
                        topology.yaml:5:65: error[bad-value]: Bad value 'jurnal' for key 'channel' in tier 'store': not one of the choices. Give one of journal, file, kafka, memory; did you mean 'journal'?
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s, channel: jurnal }
                                                                                            ^"""),
                set(
                        FileRule.MISSING_KEY,
                        "tiers.store.channel=kafka",
                        "topology.yaml:5:3: error[missing-key]: Missing key 'channel-brokers' in tier 'store': it is required. Add it: with channel: kafka, the brokers of Kafka, such as \"k1:9092,k2:9092\"; topics are named TOPOLOGY-TIER-CHANNEL and have to exist.\n      store: { hosts: \"store-[1-3]\", fan-in: 2, hold: 10s }\n      ^"));
    }

    private static Stream<Broken> hosts() {
        return Stream.of(
                broken(TopologyRule.HOST_FILE, SMALL.with("\"store-[1-3]\"", "file:none.txt"), """
                        topology.yaml:5:19: error[host-file]: Bad value 'file:none.txt' for key 'hosts' in tier 'store': the file cannot be read (there is none). Check its path, which starts from the topology file's folder, and its UTF-8 text.
                              store: { hosts: file:none.txt, fan-in: 2, hold: 10s }
                                              ^"""),
                broken(TopologyRule.HOST_TWICE, SMALL.with("\"store-[1-3]\"", "[a, b, A]"), """
                        topology.yaml:5:26: error[host-twice]: Bad value 'A' for key 'hosts' in tier 'store': a repeat: 'a' is in the list already. Keep one.
                              store: { hosts: [a, b, A], fan-in: 2, hold: 10s }
                                                     ^"""),
                broken(
                        TopologyRule.HOST_TWICE,
                        SMALL.with("tiers:", "  api: { hosts: web-2, events: 1/s, event-size: 1B, send: avro }\ntiers:")
                                .with("streams: web", "streams: [web, api]"),
                        """
                        topology.yaml:4:17: error[host-twice]: Host 'web-2' sends stream 'web' over the network and stream 'api' too: an app server has one client configuration. Remove it from one of them.
                              api: { hosts: web-2, events: 1/s, event-size: 1B, send: avro }
                                            ^"""),
                broken(
                        TopologyRule.SHARED_HOST,
                        SMALL.with("tiers:", "tiers:\n  edge: { hosts: \"store-[2-6]\", fan-in: 2, hold: 10s }"),
                        """
                        topology.yaml:6:19: warning[shared-host]: Shared host 'store-2' in tier 'store': it is in the pool of tier 'edge' too (2 such in all), so its loss may take agents of both. Give each tier machines of its own.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
                                              ^"""));
    }

    private static Stream<Broken> choices() {
        Written environments = SMALL.with("topology: small", "topology: small\nenvironments: { test: {}, live: {} }");
        return Stream.of(
                broken(TopologyRule.UNKNOWN_VARIABLE, SMALL.with("hdfs://nn/raw", "hdfs://nn/${WHERE}"), """
                        topology.yaml:7:39: error[unknown-variable]: Unknown variable 'WHERE': this command's environment has none of that name. Set it, or give a default, as in ${WHERE:-value}.
                              raw: { kind: hdfs, path: "hdfs://nn/${WHERE}" }
                                                                  ^"""),
                broken(TopologyRule.UNKNOWN_ENVIRONMENT, environments, """
                        topology.yaml:2:1: error[unknown-environment]: No environment is chosen: the file is for test, live. Give one by --environment.
                            environments: { test: {}, live: {} }
                            ^"""),
                new Broken(TopologyRule.UNKNOWN_ENVIRONMENT, environments.in("tests", Map.of()), """
                        topology.yaml:2:1: error[unknown-environment]: Unknown environment 'tests': the file has no such; did you mean 'test'?
                            environments: { test: {}, live: {} }
                            ^"""),
                new Broken(TopologyRule.ENVIRONMENT_COLLISION, environments.in("test", Map.of()), """
                        topology.yaml:6:19: error[environment-collision]: Host 'store-1' has agents of environment 'live' too: they would take each other's ports. Give each environment hosts of its own.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
                                              ^"""),
                broken(TopologyRule.CLEAR_SECRET, SMALL.with("topology: small", """
                                topology: small
                                tls: { keystore: /k, keystore-password: hunter2, truststore: /t, truststore-password: "${secret:T}" }"""), """
                        topology.yaml:2:41: error[clear-secret]: Bad value '(hidden)' for key 'keystore-password' in tls: a secret in clear would stand in files that others can read. Write ${secret:NAME}, and NAME=value into the file of secrets on the hosts.
                            tls: { keystore: /k, keystore-password: hunter2, truststore: /t, truststore-password: "${secret:T}" }
                                                                    ^"""),
                broken(FileRule.BAD_VALUE, SMALL.with("hdfs://nn/raw", "hdfs://nn/${secret:PLACE}"), """
                        topology.yaml:7:28: error[bad-value]: Bad value 'hdfs://nn/${secret:PLACE}' for key 'path' in store 'raw': a secret has no place here: the file that it is rendered into can be read by everybody. Write the value out.
                              raw: { kind: hdfs, path: "hdfs://nn/${secret:PLACE}" }
                                                       ^"""));
    }

    private static Stream<Broken> references() {
        return Stream.of(
                broken(TopologyRule.UNKNOWN_STREAM, SMALL.with("streams: web", "streams: wab"), """
                        topology.yaml:9:16: error[unknown-stream]: Unknown stream 'wab' in a route: the topology has no such stream; did you mean 'web'?
                              - { streams: wab, to: raw }
                                           ^"""),
                broken(
                        TopologyRule.CONDITIONAL_STREAM,
                        SMALL.with("to: raw", "to: raw, when: { header: level, in: [WARN] }"),
                        """
                        topology.yaml:3:3: warning[conditional-stream]: Stream 'web' has routes with 'when' only: its events that fit none of them are dropped. Add a route without 'when', or accept it.
                              web: { hosts: "web-[1-3]", events: 100/s, event-size: 1KB, send: avro }
                              ^"""),
                broken(TopologyRule.UNKNOWN_TIER, SMALL.with("to: raw", "to: raw, by: stor"), """
                        topology.yaml:9:34: error[unknown-tier]: Unknown tier 'stor' in a route: the topology has no such tier; did you mean 'store'?
                              - { streams: web, to: raw, by: stor }
                                                             ^"""),
                broken(TopologyRule.STORE_TIERS, GROUPS.with("by: live", "by: edge"), """
                        topology.yaml:13:34: error[store-tiers]: Tier 'edge' cannot write to stores: tier 'live' stands behind it and sends on. Name a tier that stands behind all that send on, or move it there.
                              - { streams: pay, to: raw, by: edge }
                                                             ^"""),
                broken(TopologyRule.STORE_TIERS, GROUPS.with("to: raw }", "to: raw, by: live }"), """
                        topology.yaml:8:3: error[store-tiers]: Tier 'store' has no route: every route goes by another tier, and nothing would flow into it. Say 'by: store' in a route, or remove it.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
                              ^"""),
                broken(
                        TopologyRule.STORE_TIERS,
                        GROUPS.with("  edge: { hosts: \"edge-[1-3]\", fan-in: 2, hold: 10s }\n", ""),
                        """
                        topology.yaml:7:3: error[store-tiers]: Tier 'store' writes to stores beside tier 'live', and no tier sends to them: an app server sends all that it has to one agent. Put a tier before them.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
                              ^"""),
                broken(TopologyRule.LANDS_TWICE, GROUPS.with("streams: pay", "streams: [web, pay]"), """
                        topology.yaml:13:41: error[lands-twice]: Some events would land twice in a store: tier 'live' writes them, and tier 'store' by another route. Divide the streams, or the values of a header, among the routes.
                              - { streams: [web, pay], to: raw, by: live }
                                                                    ^"""),
                broken(TopologyRule.UNKNOWN_STORE, SMALL.with("to: raw", "to: [raw, bus]"), """
                        topology.yaml:9:31: error[unknown-store]: Unknown store 'bus' in a route: the topology has no such store. Give one of raw.
                              - { streams: web, to: [raw, bus] }
                                                          ^"""),
                broken(
                        TopologyRule.STREAM_WITHOUT_ROUTE,
                        SMALL.with("tiers:", "  api: { hosts: api, events: 1/s, event-size: 1B, send: avro }\ntiers:"),
                        """
                        topology.yaml:4:3: error[stream-without-route]: Stream 'api' has no route: its events would land nowhere. Name it in 'routes', or remove it.
                              api: { hosts: api, events: 1/s, event-size: 1B, send: avro }
                              ^"""),
                broken(
                        TopologyRule.UNUSED_STORE,
                        SMALL.with("routes:", "  bus: { kind: kafka, brokers: b, topic: t }\nroutes:"),
                        """
                        topology.yaml:8:3: warning[unused-store]: Store 'bus' is in no route: nothing will land in it. Name it in 'routes', or remove it.
                              bus: { kind: kafka, brokers: b, topic: t }
                              ^"""));
    }

    private static Stream<Broken> sizes() {
        return Stream.of(
                broken(TopologyRule.POOL_TOO_SMALL, SMALL.with("web-[1-3]", "web-[1-9]"), """
                        topology.yaml:5:19: error[pool-too-small]: Too few hosts in tier 'store': it needs 6 agents (9 senders at a fan-in of 2 make 5, and 1 spare) and its hosts have room for 3. Add 3 more, or raise 'fan-in'.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
                                              ^"""),
                broken(TopologyRule.HOLD_TOO_LONG, SMALL.with("10s", "50d, channel: file"), """
                        topology.yaml:5:51: error[hold-too-long]: Hold of 50d in tier 'store' cannot be kept: it is 648000000 events for one channel, and a file channel holds at most 268434426. Say 'channel: journal', lower the hold to about 20d, or lower 'fan-in' so that there are more agents.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 50d, channel: file }
                                                                              ^"""),
                broken(
                        TopologyRule.OVERFLOW,
                        SMALL.with("100/s", "1000000000/s").with("1KB", "32MB").with("web-[1-3]", "web-[00001-90000]"),
                        """
                        topology.yaml:5:3: error[overflow]: Overflow in 'store': its hosts, rates, event sizes and hold multiply to more than 64 bits count. Lower them.
                              store: { hosts: "store-[1-3]", fan-in: 2, hold: 10s }
                              ^"""),
                new Broken(TopologyRule.PORTS_EXHAUSTED, SMALL.compile("ports=65535"), """
                        --set ports: error[ports-exhausted]: Ports from 65535 on do not suffice: the agents of a host need more than there are up to 65535. Begin lower."""));
    }

    private static Stream<Broken> rendered() {
        return Stream.of(
                broken(
                        TopologyRule.UNUSED_ACCEPTANCE,
                        SMALL.with(
                                "topology: small",
                                "accept: [{ rule: shared-host, reason: few machines }]\ntopology: small"),
                        """
                        topology.yaml:1:18: warning[unused-acceptance]: Needless entry of 'accept': there is no warning 'shared-host' that it silences. Remove it.
                            accept: [{ rule: shared-host, reason: few machines }]
                                             ^"""),
                broken(ConfRule.COMPONENT_OPTION, SMALL.with("kind: hdfs", "freshness: 13h, kind: hdfs"), """
                        topology.yaml:7:21: error[component-option]: Bad value '13h' for key 'roll-age' in sink 'raw': out of bounds. Give at most 12h.
                              raw: { freshness: 13h, kind: hdfs, path: "hdfs://nn/raw" }
                                                ^"""),
                new Broken(
                        ConfRule.UNDECLARED_COMPONENT,
                        SMALL.read()
                                .then(topology -> Topologies.compile(
                                        topology,
                                        Site.production(),
                                        ComponentCatalog.of(FakeComponents.all().subList(1, 3)))),
                        """
                        topology.yaml:7:3: error[undeclared-component]: Unknown type 'dev.headgate.sink.hdfs.HdfsSink' of sink 'raw': no component on the class path declares it. Put the jar that holds it on the class path.
                              raw: { kind: hdfs, path: "hdfs://nn/raw" }
                              ^"""));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void showsPlaceRuleRemedyAndCaret(Broken broken) {
        assertThat(broken.outcome.problems()).extracting(Problem::rule).first().isEqualTo(broken.rule);
        assertThat(broken.outcome.problems().stream()
                        .filter(problem -> problem.rule() == broken.rule)
                        .map(Problem::text))
                .first()
                .isEqualTo(broken.shown);
    }

    @Test
    void everyRuleIsShownHere() {
        Set<Rule> shown = broken().map(Broken::rule).collect(Collectors.toSet());
        // Those of locks: LockFileTest and StandingTest show them.
        shown.addAll(Set.of(TopologyRule.LOCK_VERSION, TopologyRule.LOCK_CONTRADICTION, TopologyRule.CANNOT_DRAIN));
        // TemplatesTest shows it.
        shown.add(TopologyRule.TEMPLATE);
        assertThat(Rule.all())
                .filteredOn(rule -> !EnumSet.range(ConfRule.DROPPED_COMPONENT, ConfRule.SHARED_FOLDER)
                        .contains(rule))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void everyRuleHasAnIdAndASentence() {
        assertThat(Rule.all())
                .allSatisfy(rule -> assertThat(rule.text().sentence()).endsWith("."))
                .extracting(Rule::id)
                .contains("unknown-key", "pool-too-small")
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsWrongWithTheSmallestTopology() {
        Outcome<?> outcome = SMALL.compile();
        assertThat(Written.shown(outcome)).isEmpty();
        assertThat(outcome.hasFailed()).isFalse();
    }
}
