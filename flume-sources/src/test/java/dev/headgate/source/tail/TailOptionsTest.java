package dev.headgate.source.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.option.Problem;
import dev.headgate.source.StartAt;
import dev.headgate.source.kafka.KafkaSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailOptionsTest {
    private static final Map<String, String> REQUIRED =
            Map.of("files", "/var/log/app/*.log", "position-file", "/var/lib/flume/tail", "host", "bill-a");

    @Test
    void hasDefaults() {
        TailSettings settings = read(REQUIRED);

        assertThat(settings.positionFile()).isEqualTo(Path.of("/var/lib/flume/tail"));
        assertThat(settings.host()).isEqualTo("bill-a");
        assertThat(settings.batchEvents()).isEqualTo(1000);
        assertThat(settings.maxLine()).isEqualTo(1 << 20);
        assertThat(settings.poll()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.start()).isEqualTo(StartAt.BEGINNING);
    }

    @Test
    void readsEveryKey() {
        TailSettings settings = read(with(Map.of(
                "files", "/var/log/app/*.log, /srv/b.txt",
                "batch-events", "7",
                "max-line", "64KB",
                "poll", "1s",
                "start", "end")));

        assertThat(settings.files())
                .extracting(FilePattern::folder)
                .containsExactly(Path.of("/var/log/app"), Path.of("/srv"));
        assertThat(settings.files()).extracting(FilePattern::name).containsExactly("*.log", "b.txt");
        assertThat(settings.batchEvents()).isEqualTo(7);
        assertThat(settings.maxLine()).isEqualTo(64 << 10);
        assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.start()).isEqualTo(StartAt.END);
    }

    @Test
    void reportsAllProblemsAtOnce() {
        Map<String, String> keys = Map.of(
                "host", " ", "batch-events", "0", "max-line", "1", "poll", "fast", "start", "middle", "batch", "7");

        assertThatThrownBy(() -> read(keys)).isInstanceOfSatisfying(OptionsException.class, refused -> assertThat(
                        refused.problems())
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "files", "position-file", "host", "batch-events", "max-line", "poll", "start", "batch"));
    }

    @ParameterizedTest
    @CsvSource({
        "files, logs/*.log, Begin it with '/'",
        "files, /var/log/, which is a folder",
        "files, /var/*/app.log, wildcard in a folder",
        "files, /var/log/[a.log, cannot be read",
        "files, ',', names no pattern",
        "position-file, positions, absolute path",
        "position-file, /var/log/app/positions.log, its own notes",
    })
    void saysWhatContradicts(String key, String value, String message) {
        assertThatThrownBy(() -> read(with(Map.of(key, value))))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isFoundByTools() {
        assertThat(ServiceLoader.load(DeclaredComponent.class).stream()
                        .map(provider -> provider.get().options().type()))
                .contains(TailSource.class.getName(), KafkaSource.class.getName());
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(REQUIRED);
        keys.putAll(more);
        return keys;
    }

    private static TailSettings read(Map<String, String> keys) {
        return TailSettings.of(TailOptions.DECLARATION.read("tail", keys, warning -> {}));
    }
}
