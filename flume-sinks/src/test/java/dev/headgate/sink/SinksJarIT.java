package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.kafka.KafkaSink;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Looks at the jar as it goes into Flume's lib. */
class SinksJarIT {
    private static final Path JAR = Path.of(System.getProperty("headgate.sinks.jar"));
    private static final String CLIENT = "dev.headgate.sink.kafka.client.";

    @Test
    void holdsNoClassUnderAnotherName() throws IOException {
        assertThat(entries())
                .filteredOn(entry -> entry.endsWith(".class"))
                .isNotEmpty()
                .allMatch(entry -> entry.startsWith("dev/headgate/"));
    }

    @Test
    void holdsNothingElseButWhatItNeeds() throws IOException {
        assertThat(entries())
                .filteredOn(entry -> !entry.startsWith("dev/headgate/") && !entry.endsWith("/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/kafka-clients/LICENSE",
                        "META-INF/kafka-clients/NOTICE",
                        "META-INF/parquet/FastDoubleParser-LICENSE",
                        "META-INF/parquet/FastDoubleParser-NOTICE",
                        "META-INF/parquet/LICENSE",
                        "META-INF/parquet/NOTICE",
                        "META-INF/parquet/thirdparty-LICENSE",
                        "META-INF/maven/dev.headgate/flume-sinks/pom.properties",
                        "META-INF/maven/dev.headgate/flume-sinks/pom.xml",
                        "META-INF/services/dev.headgate.kit.option.DeclaredComponent",
                        "META-INF/services/" + CLIENT + "common.config.provider.ConfigProvider");
    }

    @Test
    void makesAProducerWithNothingElseButALogger() throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "key.serializer", CLIENT + "common.serialization.ByteArraySerializer",
                "value.serializer", CLIENT + "common.serialization.ByteArraySerializer"));

        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader alone = alone()) {
            thread.setContextClassLoader(alone);
            Class<?> type = alone.loadClass(CLIENT + "clients.producer.KafkaProducer");
            try (Closeable producer = (Closeable) type.getConstructor(Map.class).newInstance(settings)) {
                assertThat(producer.getClass().getClassLoader()).isSameAs(alone);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void findsTheLoginModuleByItsDocumentedName() throws Exception {
        Map<String, String> keys = Map.of(
                "brokers", "127.0.0.1:1",
                "topic", "all",
                "kafka.security.protocol", "SASL_PLAINTEXT",
                "kafka.sasl.mechanism", "SCRAM-SHA-256",
                "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"b\";");
        SinkRun run = SinkRun.start(new KafkaSink(), keys);

        run.turn();

        assertThat(run.counted("ConnectionCreatedCount")).isEqualTo(1);
        run.stop();
    }

    @Test
    void knowsTheVersionOfItsOwnClient() throws Exception {
        try (URLClassLoader alone = alone()) {
            Object version = alone.loadClass(CLIENT + "common.utils.AppInfoParser")
                    .getMethod("getVersion")
                    .invoke(null);
            assertThat(version).asString().startsWith("4.");
        }
    }

    private static URLClassLoader alone() throws IOException {
        URL logger = LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {JAR.toUri().toURL(), logger}, ClassLoader.getPlatformClassLoader());
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }
}
