package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Problem;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
    private static final ComponentOptions OPTIONS = ComponentOptions.of(
                    ComponentKind.SINK,
                    "test",
                    "A sink.",
                    DeadLetterOptions.DEAD_LETTERS,
                    DeadLetterOptions.DEAD_LETTERS_SIZE)
            .contradiction(DeadLetterOptions::check);

    private final Path folder;
    private final SettableClock clock = new SettableClock();

    DeadLettersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void writesOneLineForEach() throws IOException {
        try (DeadLetters letters = keeping("out", DataSize.ofMegabytes(1))) {
            letters.keep("j1", List.of(letter(7, "a\nb"), letter(8, "c")));
            letters.keep(null, List.of(letter(0, "d")));
        }

        assertThat(lines()).containsExactly("""
                {"time":"2026-03-29T01:02:03Z","sink":"out","reason":"too large","journal":"j1","position":7,\
                "headers":{"host":"h\\"1"},"body":"YQpi"}""", """
                {"time":"2026-03-29T01:02:03Z","sink":"out","reason":"too large","journal":"j1","position":8,\
                "headers":{"host":"h\\"1"},"body":"Yw=="}""", """
                {"time":"2026-03-29T01:02:03Z","sink":"out","reason":"too large",\
                "headers":{"host":"h\\"1"},"body":"ZA=="}""");
    }

    @Test
    void beginsAFileOfItsOwnInEachRun() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (DeadLetters letters = keeping("out", DataSize.ofMegabytes(1))) {
                letters.keep("j1", List.of(letter(run, "x")));
            }
        }

        assertThat(files()).hasSize(3);
    }

    @Test
    void makesNoFileWithoutALetter() throws IOException {
        keeping("out", DataSize.ofMegabytes(1)).close();

        assertThat(files()).isEmpty();
    }

    @Test
    void stopsAtItsSizeAndGoesOnWhenFilesAreMovedAway() throws IOException {
        try (DeadLetters letters = keeping("out", DataSize.ofKilobytes(1));
                DeadLetters others = keeping("out-2", DataSize.ofKilobytes(1))) {
            letters.keep("j1", List.of(letter(0, "x".repeat(500))));
            assertThatThrownBy(() -> letters.keep("j1", List.of(letter(1, "x".repeat(500)))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("of sink 'out' in '" + folder + "' have reached 1KB");
            others.keep("j1", List.of(letter(1, "x".repeat(500))));
        }
        for (Path file : files()) {
            Files.delete(file);
        }
        try (DeadLetters letters = keeping("out", DataSize.ofKilobytes(1))) {
            letters.keep("j1", List.of(letter(1, "x".repeat(500))));
        }

        assertThat(lines()).hasSize(1);
    }

    @Test
    void holdsThemWhereNothingIsSet() {
        DeadLetters letters = open(Map.of());

        assertThatThrownBy(() -> letters.keep("j1", List.of(letter(0, "x"))))
                .isInstanceOf(IOException.class)
                .hasMessage("1 events can never be written, the first for: too large. Set key 'dead-letters' of sink"
                        + " 'out' to a folder, and they are put aside there");
    }

    @Test
    void discardsThemWhereItIsTold() {
        assertThatCode(() -> open(Map.of("dead-letters", "discard")).keep("j1", List.of(letter(0, "x"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "letters/here"})
    void refusesAPlaceThatIsNone(String place) {
        assertThat(OPTIONS.check("out", Map.of("dead-letters", place)))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("value '" + place + "' for key 'dead-letters': it is not absolute");
    }

    private DeadLetters keeping(String sink, DataSize most) {
        return DeadLetters.open(sink, new DeadLetterSettings.Keep(folder, most), clock);
    }

    private DeadLetters open(Map<String, String> keys) {
        return DeadLetters.open("out", DeadLetterSettings.of(OPTIONS.read("out", keys, warning -> {})), clock);
    }

    private static Rejected letter(long position, String body) {
        return new Rejected(new PositionedEvent(position, SinkRun.event(body, Map.of("host", "h\"1"))), "too large");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }
}
