package dev.headgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.source.kafka.KafkaSource;
import dev.headgate.source.lane.LaneSource;
import dev.headgate.source.tail.TailSource;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Looks at the jar that is dropped into {@code flume/lib}, which failsafe puts on the class path of this test. */
class SourcesJarIT {
    private static final String CLIENT = "dev.headgate.source.kafka.client.";

    @Test
    void bringsNoClassOutsideOurPackages() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            List<String> entries = Collections.list(jar.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();

            assertThat(entries).contains("dev/headgate/source/kafka/client/clients/consumer/KafkaConsumer.class");
            assertThat(entries)
                    .filteredOn(name -> !name.startsWith("dev/headgate/") && !name.startsWith("META-INF/"))
                    .containsExactlyInAnyOrder("LICENSE", "NOTICE");
            assertThat(entries).noneMatch(name -> name.startsWith("META-INF/") && name.endsWith(".class"));
            assertThat(entries)
                    .filteredOn(name -> name.startsWith("META-INF/services/"))
                    .containsExactlyInAnyOrder(
                            "META-INF/services/dev.headgate.kit.option.DeclaredComponent",
                            "META-INF/services/" + CLIENT + "common.config.provider.ConfigProvider");
        }
    }

    @Test
    void bringsAKafkaClientThatNeedsNothingButALogger() throws Exception {
        URL[] path = {jar().toUri().toURL(), locationOf(Logger.class).toURL()};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader alone = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(alone);
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    "127.0.0.1:1",
                    "group.id",
                    "none",
                    "key.deserializer",
                    CLIENT + "common.serialization.ByteArrayDeserializer",
                    "value.deserializer",
                    CLIENT + "common.serialization.ByteArrayDeserializer");
            Class<?> type = Class.forName(CLIENT + "clients.consumer.KafkaConsumer", true, alone);
            try (AutoCloseable consumer =
                    (AutoCloseable) type.getConstructor(Map.class).newInstance(settings)) {
                assertThat(consumer.getClass().getClassLoader()).isSameAs(alone);
            }
            Class<?> about = Class.forName(CLIENT + "common.utils.AppInfoParser", true, alone);
            assertThat(about.getMethod("getVersion").invoke(null)).isEqualTo("4.3.1");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void showsItsOptionsToToolsWithoutFlume() throws Exception {
        URL[] path = {jar().toUri().toURL(), locationOf(DeclaredComponent.class).toURL()};
        try (URLClassLoader tools = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            for (Class<?> source : List.of(TailSource.class, KafkaSource.class, LaneSource.class)) {
                Class<?> options = Class.forName(source.getName().replace("Source", "Options"), true, tools);
                Object component = options.getConstructor().newInstance();

                assertThat(options.getMethod("options").invoke(component).toString())
                        .contains("type=" + source.getName());
            }
        }
    }

    @Test
    void findsItsClassesUnderTheNamesThatUsersKnow() throws Exception {
        Class<?> settings = Class.forName("dev.headgate.source.kafka.ClientSettings");
        var relocated = settings.getDeclaredMethod("relocated", String.class);
        relocated.setAccessible(true);

        assertThat(relocated.invoke(null, "org.apache.kafka.common.security.plain.PlainLoginModule required;"))
                .isEqualTo(CLIENT + "common.security.plain.PlainLoginModule required;");
    }

    private static Path jar() {
        Path jar = Path.of(locationOf(SourceThread.class));
        assertThat(jar.getFileName().toString()).endsWith(".jar");
        return jar;
    }

    private static URI locationOf(Class<?> type) {
        return URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
    }
}
