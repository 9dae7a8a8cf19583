package dev.headgate.topology.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers computed by hand. */
class SizerTest {
    /** The example of the design: 240 web servers, 2 billing servers with an agent each. */
    private static final Written DESIGN = new Written("""
            topology: clickstream
            app-servers:
              web: { hosts: "web-[001-240].example.com", events: 400/s, event-size: 600B, send: avro }
              billing: { hosts: [bill-a, bill-b], events: 50/s, event-size: 2KB, send: tail, files: /var/log/billing/*.log }
            tiers:
              edge: { hosts: "edge-[01-40]", fan-in: 16, spare: 1, hold: 2h }
              core: { hosts: "core-[01-10]", fan-in: 4, spare: 1, hold: 4h }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn:8020/logs/%{stream}", freshness: 5m }
              latest: { kind: hbase, table: clicks, zookeeper: "zk1,zk2,zk3" }
              bus: { kind: kafka, brokers: "k1:9092,k2:9092", topic: "%{stream}" }
            routes:
              - { streams: [web, billing], to: [raw, bus] }
              - { streams: [billing], to: [latest] }
            """);

    private static final Written FILES = DESIGN.with("hold: 2h", "hold: 2h, channel: file");

    private static Sizes sizes(Written written) {
        Outcome<Sizes> sizes = written.read().then(Sizer::size);
        assertThat(Written.shown(sizes)).isEmpty();
        return sizes.get();
    }

    @Test
    void theEdgeIsBoundByItsFanIn() {
        TierSize edge = sizes(DESIGN).tiers().get(0);

        // 240 servers and 2 agents on servers: ceil(242 / 16) = 16, and 1 spare.
        assertThat(edge.senders()).isEqualTo(242);
        assertThat(edge.agents()).isEqualTo(17);
        assertThat(edge.bound()).isEqualTo(Bound.FAN_IN);
        // 240 * 400 + 2 * 50 = 96,100 events/s; / 16 agents * 7200 s = 43,245,000.
        assertThat(edge.peak().events()).hasToString("96100/s");
        ChannelSize hop = channel(edge.agent(), AgentSize.HOP);
        assertThat(hop.capacity()).isEqualTo(43_245_000);
        assertThat(hop.transactionCapacity()).isEqualTo(20_000);
    }

    @Test
    void anInnerTierIsBoundByItsBytes() {
        TierSize core = sizes(DESIGN.with("fan-in: 4", "fan-in: 6, capacity: { bytes: 15MB/s }"))
                .tiers()
                .get(1);

        // ceil(17 / 6) = 3; 240*400*600 + 2*50*2048 = 57,804,800 B/s, at 15 MB/s: ceil(3.68) = 4; and 1 spare.
        assertThat(core.senders()).isEqualTo(17);
        assertThat(core.agents()).isEqualTo(5);
        assertThat(core.bound()).isEqualTo(Bound.BYTES);
    }

    @Test
    void aStoreGetsAChannelForTheStreamsThatLandInIt() {
        AgentSize agent = sizes(DESIGN).tiers().get(1).agent();

        assertThat(agent.channels().keySet()).containsExactly("raw", "latest", "bus");
        // 96,100 * 14,400 s / 5 agents; and 100 * 14,400 / 5 for billing alone.
        assertThat(capacity(agent, "raw")).isEqualTo(276_768_000);
        assertThat(capacity(agent, "bus")).isEqualTo(276_768_000);
        assertThat(capacity(agent, "latest")).isEqualTo(288_000);
    }

    @Test
    void anAgentOnAnAppServerHoldsItsOwnEvents() {
        Sizes sizes = sizes(DESIGN);

        assertThat(sizes.tail().keySet()).containsExactly("bill-a", "bill-b");
        // 50 events/s * 7200 s.
        assertThat(capacity(onBillA(sizes), AgentSize.HOP)).isEqualTo(360_000);
    }

    @Test
    void aFileChannelTakesBodiesOverheadAndTwoFilesKeptBack() {
        FileChannelSize hop = (FileChannelSize) channel(onBillA(sizes(FILES)), AgentSize.HOP);

        // 360,000 * (2048 + 200) = 809,280,000; an eighth is 101,160,000 a file.
        assertThat(hop.maxFileSize()).isEqualTo(101_160_000);
        assertThat(hop.disk().bytes()).isEqualTo(809_280_000 + 2 * 101_160_000L);
    }

    @Test
    void aJournalTakesBodiesOverheadAQuarterAndSixSegmentsKeptBack() {
        JournalSize hop = (JournalSize) channel(sizes(DESIGN).tiers().get(0).agent(), AgentSize.HOP);

        // 57,804,800 B/s * 7200 s / 16 = 26,012,160,000; 43,245,000 * 180 = 7,784,100,000; * 5/4 = 42,245,325,000:
        // 40,289 MB.
        assertThat(hop.capacityBytes()).hasToString("40289MB");
        // 43,245 transactions * 256 B; (40,289 MB + 10.6 MB) / 56 MB: 720 segments, and 6.
        assertThat(hop.disk().bytes()).isEqualTo(726 * (64L << 20));
    }

    @Test
    void aJournalAlwaysHasRoomForItsLargestTransaction() {
        JournalSize raw =
                (JournalSize) channel(sizes(Written.SMALL).tiers().get(0).agent(), "raw");

        assertThat(raw.capacityBytes()).hasToString("1GB");
        // 10 transactions; (1 GB + 2560 B) / 56 MB: 19 segments, and 6.
        assertThat(raw.disk().bytes()).isEqualTo(25 * (64L << 20));
    }

    @Test
    void aTierHasTheChannelThatItSaysAndAgentsOnAppServersThatOfTheEdge() {
        Sizes mixed = sizes(DESIGN.with("hold: 2h", "hold: 2h, channel: file"));

        assertThat(onBillA(mixed).channels().values()).hasOnlyElementsOfType(FileChannelSize.class);
        assertThat(mixed.tiers().get(0).agent().channels().values()).hasOnlyElementsOfType(FileChannelSize.class);
        assertThat(mixed.tiers().get(1).agent().channels().values()).hasOnlyElementsOfType(JournalSize.class);
    }

    @Test
    void aJournalMayHoldMoreEventsThanAFileChannel() {
        Sizes sizes = sizes(DESIGN.with("hold: 4h", "hold: 40h"));

        assertThat(capacity(sizes.tiers().get(1).agent(), "raw")).isEqualTo(2_767_680_000L);
    }

    @Test
    void heapOfJournalsDoesNotGrowWithTheHold() {
        AgentSize agent = sizes(Written.SMALL).tiers().get(0).agent();
        AgentSize longer = sizes(Written.SMALL.with("10s", "9d")).tiers().get(0).agent();

        // 200 MB as below; senders and a sink: 7,344,000 B; the journal: 4 MB and two batches of 1,224,000 B:
        // 223,701,504 B
        // * 5/4 = 266.7 MB.
        assertThat(agent.heap()).hasToString("320MB");
        assertThat(longer.heap()).isEqualTo(agent.heap());
    }

    @Test
    void heapOfFileChannelsGrowsWithTheHold() {
        AgentSize longer = sizes(Written.SMALL.with("10s", "9d, channel: file"))
                .tiers()
                .get(0)
                .agent();

        // 217,059,200 B as below; 150 events/s * 777,600 s * 16 B = 1,866,240,000 B; * 5/4 = 2483.7 MB.
        assertThat(longer.heap()).hasToString("2496MB");
    }

    @Test
    void heapIsNoSmallerThanTheBuffersOfThosePutting() {
        // 400 servers and three journals: 200 senders each; a batch of 8 events of 1 MB is 8,390,208 B.
        Written large = Written.SMALL
                .with("web-[1-3]", "web-[1-400]")
                .with("100/s", "1/m")
                .with("1KB", "1MB")
                .with("fan-in: 2", "fan-in: 200")
                .with(
                        "routes:",
                        "  two: { kind: hdfs, path: \"hdfs://nn/2\" }\n  three: { kind: hdfs, path: \"hdfs://nn/3\" }\nroutes:")
                .with("to: raw", "to: [raw, two, three]");

        // Buffers: 3 * 200 * 2 * 8,390,208 B * 5/4 = 12,002.3 MB; all else on the heap is less than half of that.
        assertThat(sizes(large).tiers().get(0).agent().heap()).hasToString("12032MB");
    }

    @Test
    void heapGrowsWithSendersSinksAndQueue() {
        AgentSize agent = sizes(Written.SMALL.with("10s", "10s, channel: file"))
                .tiers()
                .get(0)
                .agent();

        // 128 MB + a source of 8 MB + a store sink of 64 MB = 200 MB; a batch is 1000 * 1224 B; senders with the spare
        // agent down:
        // ceil(3 / 2) = 2, and one sink, two batches each: 7,344,000 B; queue: 20,000 * 16 B. 217,379,200 B * 5/4 =
        // 258.9 MB.
        assertThat(agent.heap()).hasToString("320MB");
    }

    @Test
    void heapMayBeGiven() {
        Sizes sizes = sizes(Written.SMALL.with("hold: 10s", "hold: 10s, heap: 2GB"));

        assertThat(sizes.tiers().get(0).agent().heap()).hasToString("2GB");
    }

    @Test
    void aTierHasTwoAgentsAtLeast() {
        TierSize tier =
                sizes(Written.SMALL.with("fan-in: 2", "fan-in: 100")).tiers().get(0);

        assertThat(tier.agents()).isEqualTo(3);
        assertThat(tier.carrying()).isEqualTo(2);
        assertThat(tier.bound()).isEqualTo(Bound.PAIR);
    }

    @Test
    void aTierMayBeBoundByItsEvents() {
        Written slow = Written.SMALL
                .with("tiers:", "capacity: { events: 100/s }\ntiers:")
                .with("store-[1-3]", "store-[1-4]");

        TierSize tier = sizes(slow).tiers().get(0);
        assertThat(tier.agents()).isEqualTo(4);
        assertThat(tier.bound()).isEqualTo(Bound.EVENTS);
    }

    @Test
    void aChannelHoldsATransactionAtLeast() {
        // 300 events/s * 10 s / 2 agents would be 1500.
        assertThat(capacity(sizes(Written.SMALL).tiers().get(0).agent(), "raw")).isEqualTo(20_000);
    }

    @Test
    void largeEventsMakeSmallBatchesOnTheWholeWay() {
        assertThat(sizes(Written.SMALL).batch()).isEqualTo(1000);
        // 8 MB / 1 MB.
        assertThat(sizes(Written.SMALL.with("1KB", "1MB").with("100/s", "1/s")).batch())
                .isEqualTo(8);
    }

    @Test
    void divisionRoundsUpAndNeverOverflows() {
        assertThat(Exact.ceilDiv(7, 2)).isEqualTo(4);
        assertThat(Exact.ceilDiv(8, 2)).isEqualTo(4);
        assertThat(Exact.ceilDiv(Long.MAX_VALUE, 10, 100)).isEqualTo(Long.MAX_VALUE / 10 + 1);
        assertThatThrownBy(() -> Exact.ceilDiv(Long.MAX_VALUE, 2, 1)).isInstanceOf(ArithmeticException.class);
    }

    private static AgentSize onBillA(Sizes sizes) {
        return Objects.requireNonNull(sizes.tail().get("bill-a"));
    }

    private static long capacity(AgentSize agent, String channel) {
        return channel(agent, channel).capacity();
    }

    private static ChannelSize channel(AgentSize agent, String name) {
        return Objects.requireNonNull(agent.channels().get(name));
    }

    @Test
    void filesAreAsLargeAsTheStoreSays() {
        Sizes sizes = Written.SMALL
                .with("\"hdfs://nn/raw\"", "\"hdfs://nn/raw\", raw: { roll-size: 1MB }")
                .read()
                .then(Sizer::size)
                .get();

        assertThat(Figures.find(Figures.of(sizes), "raw", "file-size")
                        .orElseThrow()
                        .amount())
                .isEqualTo(1 << 20);
    }
}
