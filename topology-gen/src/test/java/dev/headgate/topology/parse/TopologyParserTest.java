package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.ByteRate;
import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Rate;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.model.TopologyRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyParserTest {
    private static final Written SMALL = Written.SMALL;

    @Test
    void readsEveryKey() {
        Topology topology = SMALL.with("send: avro", "send: tail, files: [/var/log/a/*.log, /x.log]")
                .with("hold: 10s", "hold: 10s, channel: file, spare: 0, agents-per-host: 2, heap: 1GB")
                .with("kind: hdfs", "kind: hdfs, freshness: 1m")
                .with(
                        "topology: small",
                        "topology: small\nports: 5000\ndirectories: { data: /d/, logs: /l }\ncapacity: { events: 5/s, bytes: 1KB/s }")
                .read()
                .get();

        EventStream web = topology.streams().get(0);
        assertThat(web.hosts().value()).containsExactly("web-1", "web-2", "web-3");
        assertThat(web.events().value()).isEqualTo(Rate.perSecond(100));
        assertThat(web.eventSize().value().bytes()).isEqualTo(1024);
        assertThat(((Sending.Tail) web.sending()).files().value()).containsExactly("/var/log/a/*.log", "/x.log");
        Tier tier = topology.tiers().get(0);
        assertThat(tier.fanIn().value()).isEqualTo(2);
        assertThat(tier.spare().value()).isZero();
        assertThat(tier.hold().value()).isEqualTo(Duration.ofSeconds(10));
        assertThat(tier.channel().value()).isEqualTo(ChannelKind.FILE);
        assertThat(tier.pool().agentsPerHost().value()).isEqualTo(2);
        assertThat(tier.heap()).isNotNull().satisfies(heap -> assertThat(heap.value())
                .hasToString("1GB"));
        assertThat(((Store.Hdfs) topology.stores().get(0)).freshness().value()).isEqualTo(Duration.ofMinutes(1));
        assertThat(topology.ground().firstPort().value()).isEqualTo(5000);
        assertThat(topology.ground().data().value()).isEqualTo("/d/");
        assertThat(tier.capacity()).isEqualTo(new Capacity(Rate.perSecond(5), ByteRate.parse("1KB/s")));
        assertThat(topology.storesOf(web))
                .extracting(store -> store.name().value())
                .containsExactly("raw");
    }

    @Test
    void aTierHasJournalsWhereNothingElseIsSaid() {
        assertThat(SMALL.read().get().tiers())
                .extracting(tier -> tier.channel().value())
                .containsExactly(ChannelKind.JOURNAL);
        assertThat(SMALL.read("tiers.store.channel=file").get().tiers())
                .extracting(tier -> tier.channel().value())
                .containsExactly(ChannelKind.FILE);
    }

    @Test
    void anAgentTakesInWhatItsChannelCanWhereNothingElseIsSaid() {
        assertThat(capacity()).isEqualTo(new Capacity(Rate.perSecond(50_000), ByteRate.parse("25MB/s")));
        assertThat(capacity("tiers.store.channel=file"))
                .isEqualTo(new Capacity(Rate.perSecond(20_000), ByteRate.parse("10MB/s")));
        assertThat(capacity("capacity.events=7/s"))
                .isEqualTo(new Capacity(Rate.perSecond(7), ByteRate.parse("25MB/s")));
        assertThat(capacity("capacity.events=7/s", "tiers.store.capacity.events=8/s"))
                .isEqualTo(new Capacity(Rate.perSecond(8), ByteRate.parse("25MB/s")));
    }

    private static Capacity capacity(String... settings) {
        return SMALL.read(settings).get().tiers().get(0).capacity();
    }

    @Test
    void remembersWhereEachValueStands() {
        Tier tier = SMALL.read().get().tiers().get(0);

        assertThat(tier.name().at()).hasToString("topology.yaml:5:3");
        assertThat(tier.hold().at()).hasToString("topology.yaml:5:51");
    }

    @Test
    void reportsEverythingAtOnceInTheOrderOfTheFile() {
        assertThat(SMALL.with("100/s", "many")
                        .with("fan-in: 2", "fan-inn: 2")
                        .with("kind: hdfs", "kind: disk")
                        .with("to: raw", "to: row")
                        .read()
                        .problems())
                .extracting(problem -> problem.rule() + " " + problem.at().line())
                .containsExactly("BAD_VALUE 3", "MISSING_KEY 5", "UNKNOWN_KEY 5", "BAD_VALUE 7", "UNKNOWN_STORE 9");
    }

    @Test
    void expandsRangesListsAndFilesOfHosts() {
        assertThat(hosts("[\"r[1-2]-[08-10].x\", One.example.com, file:hosts.txt]"))
                .containsExactly(
                        "r1-08.x",
                        "r1-09.x",
                        "r1-10.x",
                        "r2-08.x",
                        "r2-09.x",
                        "r2-10.x",
                        "one.example.com",
                        "h-1",
                        "h-2");
    }

    @Test
    void refusesHostsThatAreNone() {
        for (String bad :
                List.of("a b", "-a", "a..b", "a[1-", "a[9-1]", "a[1-010]", "a[0-999999]", "[1-2", "é", "a/b")) {
            assertThat(SMALL.with("web-[1-3]", bad).read().problems())
                    .as(bad)
                    .extracting(problem -> problem.rule())
                    .containsExactly(FileRule.BAD_VALUE);
        }
    }

    @Test
    void aValueOfTheCommandLineReplacesOneOfTheFile() {
        Topology topology = SMALL.read(
                        "tiers.store.hosts=a,b,c",
                        "routes.0.streams=web",
                        "directories.logs=/logs",
                        "tiers.store.spare=0")
                .get();

        Tier tier = topology.tiers().get(0);
        assertThat(tier.pool().hosts().value()).containsExactly("a", "b", "c");
        assertThat(tier.spare().value()).isZero();
        assertThat(topology.ground().logs().value()).isEqualTo("/logs");
    }

    @Test
    void aSettingIsAPathAndAValue() {
        assertThat(Setting.parse("a.b=c=d")).isEqualTo(new Setting("a.b", "c=d"));
        assertThatThrownBy(() -> Setting.parse("=x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAliasRepeatsAValue() {
        Written twoTiers = SMALL.with(
                "store: { hosts: \"store-[1-3]\", fan-in: 2, hold: 10s }",
                "edge: { hosts: \"edge-[1-3]\", fan-in: 2, hold: &hold 20s }\n  store: { hosts: \"store-[1-3]\", fan-in: 2, hold: *hold }");

        assertThat(twoTiers.read().get().tiers())
                .extracting(tier -> tier.hold().value())
                .containsOnly(Duration.ofSeconds(20));
    }

    @Test
    void aMisspeltNameInARouteIsNotReportedTwice() {
        assertThat(SMALL.with("streams: web", "streams: wbe").read().problems())
                .extracting(problem -> problem.rule())
                .containsExactly(TopologyRule.UNKNOWN_STREAM);
    }

    private static List<String> hosts(String yaml) {
        return SMALL.with("\"web-[1-3]\"", yaml)
                .read()
                .get()
                .streams()
                .get(0)
                .hosts()
                .value();
    }
}
