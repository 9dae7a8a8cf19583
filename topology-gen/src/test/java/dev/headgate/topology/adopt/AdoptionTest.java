package dev.headgate.topology.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Seeded;
import dev.headgate.topology.Written;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.render.Deployment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Topologies of flume.conf files that somebody wrote by hand. */
class AdoptionTest {
    private static final String EDGE = """
            web1.sources = access
            web1.channels = fc
            web1.sinks = c1 c2
            web1.sinkgroups = g
            web1.sinkgroups.g.sinks = c1 c2
            web1.sinkgroups.g.processor.type = load_balance
            web1.sources.access.type = taildir
            web1.sources.access.filegroups = f1
            web1.sources.access.filegroups.f1 = /var/log/nginx/access.*\\\\.log
            web1.sources.access.positionFile = /var/lib/flume/pos.json
            web1.sources.access.channels = fc
            web1.channels.fc.type = file
            web1.channels.fc.checkpointDir = /data/flume/checkpoint
            web1.channels.fc.dataDirs = /data/flume/data
            web1.sinks.c1.type = avro
            web1.sinks.c1.hostname = collector-1.example.com
            web1.sinks.c1.port = 4545
            web1.sinks.c1.channel = fc
            web1.sinks.c2.type = avro
            web1.sinks.c2.hostname = collector-2.example.com
            web1.sinks.c2.port = 4545
            web1.sinks.c2.channel = fc
            """;
    private static final String COLLECTOR = """
            col.sources = in app
            col.channels = hd ka
            col.sinks = hdfs kafka
            col.sources.in.type = avro
            col.sources.in.bind = 0.0.0.0
            col.sources.in.port = 4545
            col.sources.in.channels = hd ka
            col.sources.in.interceptors = ts
            col.sources.in.interceptors.ts.type = timestamp
            col.sources.app.type = http
            col.sources.app.port = 8080
            col.sources.app.channels = hd
            col.channels.hd.type = file
            col.channels.ka.type = memory
            col.sinks.hdfs.type = hdfs
            col.sinks.hdfs.channel = hd
            col.sinks.hdfs.hdfs.path = hdfs://nn:8020/flume/%{host}/%y-%m-%d/%H
            col.sinks.hdfs.hdfs.fileType = CompressedStream
            col.sinks.hdfs.hdfs.codeC = gzip
            col.sinks.hdfs.hdfs.rollInterval = 600
            col.sinks.hdfs.hdfs.filePrefix = events
            col.sinks.kafka.type = org.apache.flume.sink.kafka.KafkaSink
            col.sinks.kafka.channel = ka
            col.sinks.kafka.kafka.bootstrap.servers = k1:9092,k2:9092
            col.sinks.kafka.kafka.topic = access
            col.sinks.kafka.kafka.producer.acks = 1
            col.sinks.kafka.kafka.producer.compression.type = lz4
            """;

    private static Adoption.Adopted adopt(String... confs) {
        List<ConfFile> files = IntStream.range(0, confs.length)
                .mapToObj(index -> ConfFile.parse("flume-" + (index + 1) + ".conf", confs[index]))
                .toList();
        return Adoption.of(files, "ours", ComponentCatalog.of(FakeComponents.all()));
    }

    private static Topology topology(String yaml) {
        Written written = new Written(yaml);
        Outcome<Deployment> compiled = written.compile();
        assertThat(compiled.problems()).as(yaml).noneMatch(Problem::isError);
        return written.read().get();
    }

    private static List<String> said(Adoption.Adopted adopted) {
        return adopted.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void filesThatAreFollowedAndACollectorBecomeAppServersATierAndStores() {
        Adoption.Adopted adopted = adopt(EDGE, COLLECTOR);
        String yaml = adopted.yaml().orElseThrow();

        assertThat(yaml).isEqualTo("""
                # Made of flume.conf files by 'headgate init --from'. CHECK marks what they do not say: put your own in, then
                #
                #   headgate validate FILE
                #   headgate plan FILE --out conf

                topology: ours

                app-servers:
                  access:
                    hosts: web1.example.com    # CHECK: the machines that send
                    events: 100/s                         # CHECK: the peak of one machine
                    event-size: 1KB                       # CHECK: the mean
                    send: tail
                    files: "/var/log/nginx/access*.log"
                  app:
                    hosts: app-01.example.com    # CHECK: the machines that send
                    events: 100/s                         # CHECK: the peak of one machine
                    event-size: 1KB                       # CHECK: the mean
                    send: http

                tiers:                                    # outermost first
                  col:
                    hosts: [collector-1.example.com, collector-2.example.com]
                    fan-in: 16
                    spare: 0
                    hold: 2h                              # CHECK: how long it buffers while what is behind it is down
                    channel: file

                stores:
                  hdfs:
                    kind: hdfs
                    path: "hdfs://nn:8020/flume/%{host}/%Y-%m-%d/%H"
                    freshness: 10m
                    codec: gzip
                  kafka:
                    kind: kafka
                    brokers: "k1:9092,k2:9092"
                    topic: access
                    kafka.compression.type: lz4

                routes:
                  - { streams: access, to: [hdfs, kafka] }
                  - { streams: app, to: hdfs }
                """);
        topology(yaml);
        assertThat(said(adopted))
                .anyMatch(
                        text -> text.startsWith("flume-1.conf:5:1: warning[does-not-fit]: Sink group 'g' is left out:"))
                .anyMatch(text -> text.contains("'%y' in the path of sink 'hdfs' becomes '%Y'"))
                .anyMatch(text -> text.contains("Interceptor 'timestamp' of source 'in' is left out"))
                .anyMatch(text -> text.contains("Key 'hdfs.filePrefix' of sink 'hdfs' is left out"));
    }

    @Test
    void agentsInOneFileBecomeTiersByWhomTheySendTo() {
        String yaml = adopt("""
                edge1.sources = rpc
                edge1.channels = m
                edge1.sinks = up
                edge1.sources.rpc.type = avro
                edge1.sources.rpc.bind = 10.0.0.1
                edge1.sources.rpc.port = 41414
                edge1.sources.rpc.channels = m
                edge1.channels.m.type = memory
                edge1.sinks.up.type = avro
                edge1.sinks.up.hostname = 10.0.1.1
                edge1.sinks.up.port = 5000
                edge1.sinks.up.channel = m
                edge2.sources = rpc
                edge2.channels = m
                edge2.sinks = up
                edge2.sources.rpc.type = avro
                edge2.sources.rpc.bind = 10.0.0.2
                edge2.sources.rpc.port = 41414
                edge2.sources.rpc.channels = m
                edge2.channels.m.type = memory
                edge2.sinks.up.type = avro
                edge2.sinks.up.hostname = 10.0.1.1
                edge2.sinks.up.port = 5000
                edge2.sinks.up.channel = m
                writer.sources = in
                writer.channels = c
                writer.sinks = hb
                writer.sources.in.type = avro
                writer.sources.in.bind = 10.0.1.1
                writer.sources.in.port = 5000
                writer.sources.in.channels = c
                writer.channels.c.type = SPILLABLEMEMORY
                writer.sinks.hb.type = hbase2
                writer.sinks.hb.table = events
                writer.sinks.hb.columnFamily = cf
                writer.sinks.hb.zookeeperQuorum = zk1:2181
                writer.sinks.hb.channel = c
                """).yaml().orElseThrow();

        Topology topology = topology(yaml);
        assertThat(topology.tiers())
                .extracting(
                        tier -> tier.name().value() + " " + tier.pool().hosts().value() + " "
                                + tier.channel().value().word())
                .containsExactly("edge [10.0.0.1, 10.0.0.2] memory", "writer [10.0.1.1] journal");
        assertThat(topology.streams())
                .extracting(stream -> stream.name().value())
                .containsExactly("rpc");
        assertThat(yaml).contains("kind: hbase").contains("table: events").contains("zookeeper: \"zk1:2181\"");
    }

    @Test
    void aSelectorBecomesRoutesAndCollectorsOfDifferentStoresAreTiersSideBySide() {
        Adoption.Adopted adopted = adopt("""
                gate.sources = log
                gate.channels = a b
                gate.sinks = a b
                gate.sources.log.type = syslogtcp
                gate.sources.log.host = 0.0.0.0
                gate.sources.log.port = 5140
                gate.sources.log.channels = a b
                gate.sources.log.selector.type = multiplexing
                gate.sources.log.selector.header = level
                gate.sources.log.selector.mapping.ERROR = a b
                gate.sources.log.selector.mapping.INFO = a
                gate.channels.a.type = file
                gate.channels.b.type = file
                gate.sinks.a.type = avro
                gate.sinks.a.hostname = files.example.com
                gate.sinks.a.port = 6001
                gate.sinks.a.channel = a
                gate.sinks.b.type = avro
                gate.sinks.b.hostname = alerts.example.com
                gate.sinks.b.port = 6002
                gate.sinks.b.channel = b
                files.sources = in
                files.channels = c
                files.sinks = raw
                files.sources.in.type = avro
                files.sources.in.bind = 0.0.0.0
                files.sources.in.port = 6001
                files.sources.in.channels = c
                files.channels.c.type = file
                files.sinks.raw.type = hdfs
                files.sinks.raw.hdfs.path = /logs/%Y
                files.sinks.raw.hdfs.fileType = DataStream
                files.sinks.raw.hdfs.kerberosPrincipal = flume/_HOST@EXAMPLE.COM
                files.sinks.raw.hdfs.kerberosKeytab = /etc/flume.keytab
                files.sinks.raw.channel = c
                alerts.sources = in
                alerts.channels = c
                alerts.sinks = bus
                alerts.sources.in.type = avro
                alerts.sources.in.bind = 0.0.0.0
                alerts.sources.in.port = 6002
                alerts.sources.in.channels = c
                alerts.channels.c.type = file
                alerts.sinks.bus.type = org.apache.flume.sink.kafka.KafkaSink
                alerts.sinks.bus.kafka.bootstrap.servers = k1:9092
                alerts.sinks.bus.kafka.topic = alerts
                alerts.sinks.bus.channel = c
                """);
        String yaml = adopted.yaml().orElseThrow();

        Topology topology = topology(yaml);
        assertThat(topology.storeTiers())
                .extracting(tier -> tier.name().value())
                .containsExactly("files", "alerts");
        assertThat(yaml)
                .contains("  - { streams: log, when: { header: level, in: [ERROR, INFO] }, to: raw, by: files }\n")
                .contains("  - { streams: log, when: { header: level, in: ERROR }, to: bus }\n")
                .contains(
                        "    kerberos-principal: \"flume/_HOST@EXAMPLE.COM\"\n    kerberos-keytab: /etc/flume.keytab\n")
                .contains("    send: syslog\n");
    }

    @Test
    void whatDoesNotFitIsSaidAndTheRestStays() {
        Adoption.Adopted adopted = adopt("""
                a1.sources = q cmd files
                a1.channels = c
                a1.sinks = hive k lost
                a1.sources.q.type = jms
                a1.sources.q.channels = c
                a1.sources.cmd.type = exec
                a1.sources.cmd.command = /opt/bin/dump --all
                a1.sources.cmd.channels = c
                a1.sources.files.type = exec
                a1.sources.files.command = tail -F /var/log/app.log
                a1.sources.files.channels = c
                a1.channels.c.type = memory
                a1.sinks.hive.type = hive
                a1.sinks.hive.channel = c
                a1.sinks.k.type = org.apache.flume.sink.kafka.KafkaSink
                a1.sinks.k.brokerList = k1:9092
                a1.sinks.k.kafka.producer.ssl.key.password = open
                a1.sinks.k.channel = c
                a1.sinks.lost.type = avro
                a1.sinks.lost.hostname = nowhere.example.com
                a1.sinks.lost.port = 1
                a1.sinks.lost.channel = c
                """);
        String yaml = adopted.yaml().orElseThrow();

        topology(yaml);
        assertThat(yaml)
                .contains("files: /var/log/app.log\n")
                .contains("topic: default-flume-topic\n")
                .contains("${secret:SSL_KEY_PASSWORD}")
                .doesNotContain("open");
        assertThat(said(adopted))
                .anyMatch(text -> text.contains("Source 'q' of type 'jms' is left out"))
                .anyMatch(text -> text.contains("Source 'cmd' of type 'exec' is left out"))
                .anyMatch(text -> text.contains("Sink 'hive' of type 'hive' is left out"))
                .anyMatch(text -> text.contains("Sink 'lost' of agent 'a1' sends to 'nowhere.example.com:1'"))
                .anyMatch(text -> text.contains("Secret 'ssl.key.password' of sink 'k' is not taken over"));
    }

    @Test
    void oursAreTakenOverAsTheyAre() {
        String yaml = adopt("""
                edge.sources = web
                edge.channels = hop
                edge.sinks = hop
                edge.sources.web.type = avro
                edge.sources.web.bind = edge-1
                edge.sources.web.port = 41414
                edge.sources.web.ssl = true
                edge.sources.web.keystore = /etc/tls/agent.p12
                edge.sources.web.channels = hop
                edge.channels.hop.type = dev.headgate.channel.journal.JournalChannel
                edge.sinks.hop.type = dev.headgate.sink.lane.LaneSink
                edge.sinks.hop.targets = store-1:41414,store-2:41414,store-3:41414
                edge.sinks.hop.channel = hop
                """, """
                store.sources = in
                store.channels = raw
                store.sinks = raw
                store.sources.in.type = dev.headgate.source.lane.LaneSource
                store.sources.in.bind = 0.0.0.0
                store.sources.in.port = 41414
                store.sources.in.channels = raw
                store.channels.raw.type = dev.headgate.channel.journal.JournalChannel
                store.sinks.raw.type = dev.headgate.sink.hdfs.HdfsSink
                store.sinks.raw.path = hdfs://nn/raw
                store.sinks.raw.roll-age = 90s
                store.sinks.raw.writer = store-raw
                store.sinks.raw.columns = origin,sequence
                store.sinks.raw.channel = raw
                """).yaml().orElseThrow();

        Topology topology = topology(yaml);
        assertThat(topology.tiers().get(1).pool().hosts().value()).containsExactly("store-1", "store-2", "store-3");
        assertThat(topology.stores().get(0).raw().keys()).containsEntry("columns", "origin,sequence");
        assertThat(topology.ground().tls()).isNotNull();
        assertThat(yaml).contains("freshness: 90s\n").doesNotContain("writer");
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(adopt("").yaml()).isEmpty();
        assertThat(adopt("a.sources = s\na.sources.s.type = avro\n").yaml()).isEmpty();
    }

    @Test
    void agentsThatSendInACircleAreSaid() {
        String circle = EDGE.replace("taildir", "avro")
                        .replace("web1.sources.access.filegroups = f1", "web1.sources.access.port = 9000")
                + COLLECTOR.replace("col.sinks = hdfs kafka", "col.sinks = hdfs kafka back")
                + "col.sinks.back.type = avro\ncol.sinks.back.hostname = web1\ncol.sinks.back.port = 9000\ncol.sinks.back.channel = hd\n";

        assertThat(said(adopt(circle))).anyMatch(text -> text.contains("sends to itself by way of others"));
    }

    @Test
    void whateverLinesAreMissingAnythingThatIsMadeIsFine() {
        List<String> lines = (EDGE + COLLECTOR).lines().toList();
        Seeded.rounds(200, random -> {
            String conf = String.join(
                    "\n", lines.stream().filter(line -> random.nextInt(8) > 0).toList());
            adopt(conf).yaml().ifPresent(AdoptionTest::topology);
        });
    }
}
