package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Written;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What app servers may speak, and what agents may buffer in. */
class WaysInTest {
    private static Map<String, String> files(Written written) {
        return written.compile().get().files();
    }

    @ParameterizedTest
    @CsvSource({
        "avro, avro, port = 41414, true, flume-client.properties, client.type = default_failover",
        "thrift, thrift, port = 41414, true, flume-client.properties, client.type = thrift",
        "http, http, port = 41414, false, http-endpoints.txt, http://store-",
        "syslog, multiport_syslogtcp, ports = 41414, false, rsyslog.conf, protocol=\"tcp\" action.execOnlyWhen"
    })
    void eachWayHasItsSourceItsTrustAndAFileForItsSender(
            String word, String type, String port, String trusted, String file, String line) {
        Map<String, String> files = files(Written.SMALL.with("send: avro", "send: " + word));

        assertThat(files.get("agents/store-01/flume.conf"))
                .contains("sources.web.type = " + type + "\n")
                .contains("sources.web." + port + "\n")
                .contains("sources.web.interceptors.identity.trusted = " + trusted + "\n");
        assertThat(files.get("app-servers/web-1/" + file)).contains(line);
        assertThat(files.get("headgate-manifest.json")).contains("\"send\": \"" + word + "\"");
    }

    @Test
    void syslogTakesLinesFarAboveTheMean() {
        assertThat(files(Written.SMALL.with("send: avro", "send: syslog").with("1KB", "64KB"))
                        .get("agents/store-01/flume.conf"))
                .contains("sources.web.eventSize = 262144\n");
    }

    @Test
    void aChannelInMemoryHasTheHeapForItsHold() {
        Map<String, String> files = files(Written.SMALL.with("hold: 10s", "hold: 1h, channel: memory, lossy: true"));

        // 300/s, two agents carry it: 540,000 events of 1 KB and a quarter, and 1,000 bytes each beside.
        assertThat(files.get("agents/store-01/flume.conf"))
                .contains("channels.raw.type = memory\n")
                .contains("channels.raw.capacity = 540000\n")
                .contains("channels.raw.byteCapacity = 691200000\n");
        assertThat(files.get("agents/store-01/flume-env.sh")).contains("-Xmx1728m");
    }

    @Test
    void theAgentsOfATierShareATopic() {
        Map<String, String> files =
                files(Written.SMALL.with("hold: 10s", "hold: 10s, channel: kafka, channel-brokers: \"k1:9092\""));

        assertThat(files.get("agents/store-01/flume.conf"))
                .contains("channels.raw.kafka.topic = small-store-raw\n")
                .contains("channels.raw.kafka.bootstrap.servers = k1:9092\n");
    }

    @Test
    void aRouteMayBeForSomeValuesOfAHeader() {
        Map<String, String> files = files(Written.SMALL
                .with("stores:", "stores:\n  bus: { kind: kafka, brokers: \"k:1\", topic: alerts }")
                .with(
                        "to: raw }",
                        "to: raw }\n  - { streams: web, when: { header: level, in: [ERROR, FATAL] }, to: [bus] }"));

        assertThat(files.get("agents/store-01/flume.conf")).contains("""
                        store-01.sources.web.selector.type = dev.headgate.interceptor.route.RouteSelector
                        store-01.sources.web.selector.route.1.streams = web
                        store-01.sources.web.selector.route.1.channels = raw
                        store-01.sources.web.selector.route.2.streams = web
                        store-01.sources.web.selector.route.2.header = level
                        store-01.sources.web.selector.route.2.values = ERROR,FATAL
                        store-01.sources.web.selector.route.2.channels = bus
                        """);
    }
}
