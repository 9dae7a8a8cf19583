package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.lane.Certificates;
import dev.headgate.testbed.KafkaBroker;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.security.auth.login.Configuration;
import org.apache.flume.Event;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Logs in to a broker that takes SASL over TLS only, by the names that Kafka documents. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaSecurityIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JAAS_PROPERTY = "java.security.auth.login.config";
    private static final String LOGIN = "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";";

    private final Path folder;
    private final Path keys;
    private final KafkaBroker broker;
    private final List<AutoCloseable> started = new ArrayList<>();

    KafkaSecurityIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        keys = Certificates.make(folder, "127.0.0.1");
        broker = KafkaBroker.start(
                Path.of(System.getProperty("headgate.home")), folder.resolve("kafka"), PATIENCE, secured(keys));
    }

    @BeforeAll
    void addUsers() throws Exception {
        password("scram-user", "right");
        password("expiring-user", "right");
        password("throttled-user", "right");
    }

    @AfterEach
    void stop() throws Exception {
        for (int last = started.size() - 1; last >= 0; last--) {
            started.get(last).close();
        }
        started.clear();
        System.clearProperty(JAAS_PROPERTY);
        Configuration.setConfiguration(null);
    }

    @AfterAll
    void close() {
        broker.close();
    }

    @Test
    void writesByScramOverTls() throws Exception {
        JournalChannel journal = journal("scram");
        SinkRun run = start(journal, "scram", scram("scram-user"));

        SinkRun.put(journal, events(0, 1000));
        run.drain(journal, PATIENCE);

        assertLandedOnce("scram", 1000);
    }

    @Test
    void logsInAsTheFileOfTheJvmSaysNow() throws Exception {
        Path file = folder.resolve("jaas.conf");
        System.setProperty(JAAS_PROPERTY, file.toString());
        jaas(file, "wrong");
        JournalChannel journal = journal("jaas");
        SinkRun run = start(journal, "jaas", Map.of("kafka.sasl.mechanism", "PLAIN"));
        SinkRun.put(journal, events(0, 10));
        run.turn();
        assertThat(run.state()).startsWith("waiting ").contains("Authentication failed");

        jaas(file, "right");
        run.drain(journal, PATIENCE);

        assertLandedOnce("jaas", 10);
    }

    @Test
    void ridesOutACredentialThatHasExpired() throws Exception {
        JournalChannel journal = journal("expiring");
        SinkRun run = start(journal, "expiring", scram("expiring-user"));
        SinkRun.put(journal, events(0, 10));
        run.drain(journal, PATIENCE);

        password("expiring-user", "another");
        List<Integer> put = new ArrayList<>(List.of(10));
        await().atMost(PATIENCE).pollInSameThread().until(() -> {
            SinkRun.put(journal, events(put.get(0), 10));
            put.set(0, put.get(0) + 10);
            run.turn();
            return run.state().contains("Authentication failed");
        });
        password("expiring-user", "right");
        run.drain(journal, PATIENCE);

        assertLandedOnce("expiring", put.get(0));
    }

    @Test
    void ridesOutAQuota() throws Exception {
        try (Admin admin = admin()) {
            ClientQuotaEntity user = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "throttled-user"));
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            user, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 200_000.0)))))
                    .all()
                    .get();
        }
        JournalChannel journal = journal("throttled");
        SinkRun run = start(journal, "throttled", scram("throttled-user"));

        SinkRun.put(journal, events(0, 10_000));
        run.drain(journal, PATIENCE);

        assertThat(longestThrottling()).isPositive();
        assertLandedOnce("throttled", 10_000);
    }

    /** Of any producer in this process, in milliseconds. */
    private static double longestThrottling() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        double longest = 0;
        for (ObjectName producer : beans.queryNames(new ObjectName("kafka.producer:type=producer-metrics,*"), null)) {
            for (Attribute throttled : beans.getAttributes(producer, new String[] {"produce-throttle-time-max"})
                    .asList()) {
                double time = (Double) throttled.getValue();
                longest = Double.isNaN(time) ? longest : Math.max(longest, time);
            }
        }
        return longest;
    }

    private static Map<String, String> secured(Path keys) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL",
                "listener.name.clients.sasl.enabled.mechanisms", "SCRAM-SHA-256,PLAIN",
                "listener.name.clients.scram-sha-256.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.clients.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_plain-user=\"right\";",
                "listener.name.clients.ssl.keystore.type", "PKCS12",
                "listener.name.clients.ssl.keystore.location", keys.toString(),
                "listener.name.clients.ssl.keystore.password", "changeit",
                "listener.name.clients.ssl.key.password", "changeit",
                "connections.max.reauth.ms", "2000"));
        settings.put("quota.window.num", "2");
        return settings;
    }

    private static Map<String, String> scram(String user) {
        return Map.of(
                "kafka.sasl.mechanism",
                "SCRAM-SHA-256",
                "kafka.sasl.jaas.config",
                LOGIN.formatted("scram.ScramLoginModule", user, "right"));
    }

    private static void jaas(Path file, String password) throws IOException {
        Files.writeString(
                file, "KafkaClient { " + LOGIN.formatted("plain.PlainLoginModule", "plain-user", password) + " };");
    }

    private void password(String user, String password) throws Exception {
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), password)))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.brokers()));
    }

    private JournalChannel journal(String topic) throws IOException {
        KafkaTopics.create(broker.brokers(), topic, 1);
        JournalChannel journal = SinkRun.journal(folder.resolve(topic));
        started.add(journal::stop);
        return journal;
    }

    private SinkRun start(JournalChannel journal, String topic, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "brokers", broker.securedBrokers(),
                "topic", topic,
                "kafka.security.protocol", "SASL_SSL",
                "kafka.request.timeout.ms", "4000",
                "kafka.delivery.timeout.ms", "5000",
                "kafka.ssl.truststore.type", "PKCS12",
                "kafka.ssl.truststore.location", keys.toString(),
                "kafka.ssl.truststore.password", "changeit"));
        all.putAll(more);
        SinkRun run = SinkRun.start(new KafkaSink(), journal, all);
        started.add(run::stop);
        return run;
    }

    private static List<Event> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> SinkRun.event("x".repeat(100), Map.of("sequence", String.valueOf(i))))
                .toList();
    }

    private void assertLandedOnce(String topic, int events) throws IOException {
        List<String> landed = new ArrayList<>();
        new KafkaReader(broker.brokers(), Pattern.compile(topic)).read(record -> landed.add(record.sequence()));
        assertThat(landed)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, events).mapToObj(String::valueOf).toList());
    }
}
