package dev.headgate.kit.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComponentOptionsTest {
    enum Sync {
        COMMIT,
        EVERY_INTERVAL
    }

    private static final Option<String> PATH =
            Option.text("path", "Where to write.").required();
    private static final Option<Long> BATCH = Option.integer("batch-events", "Events of a batch.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(10_000L);
    private static final Option<Duration> AGE = Option.duration("roll-age", "Age of a file.")
            .defaultsTo(Duration.ofMinutes(5))
            .atLeast(Duration.ofSeconds(1))
            .formerly("roll-interval");
    private static final Option<DataSize> SIZE = Option.dataSize("roll-size", "Size of a file.");
    private static final Option<Boolean> OVERWRITE =
            Option.bool("overwrite", "Whether to overwrite.").defaultsTo(false);
    private static final Option<Sync> SYNC =
            Option.oneOf("sync", Sync.class, "When to sync.").defaultsTo(Sync.COMMIT);
    private static final Option<List<String>> COLUMNS = Option.list("columns", "Headers to write.");
    private static final Option<Secret> PASSWORD = Option.secret("password", "Whatever opens the store.");
    private static final Option<String> CLIENT = Option.passedOn("client.", "Settings of the client.");

    private static final ComponentOptions SINK = ComponentOptions.of(
                    ComponentKind.SINK,
                    "example.Sink",
                    "Writes.",
                    PATH,
                    BATCH,
                    AGE,
                    SIZE,
                    OVERWRITE,
                    SYNC,
                    COLUMNS,
                    PASSWORD,
                    CLIENT)
            .contradiction(values -> values.get(OVERWRITE) && values.find(SIZE).isPresent()
                    ? Optional.of("'overwrite' leaves nothing for 'roll-size' to do. Remove one of them.")
                    : Optional.empty());

    @Test
    void defaultsHoldWhereOnlyTheRequiredKeyIsGiven() {
        Values values = read(Map.of("path", "/logs"));

        assertThat(values.get(PATH)).isEqualTo("/logs");
        assertThat(values.get(BATCH)).isEqualTo(1000);
        assertThat(values.get(AGE)).isEqualTo(Duration.ofMinutes(5));
        assertThat(values.find(SIZE)).isEmpty();
        assertThat(values.get(OVERWRITE)).isFalse();
        assertThat(values.get(SYNC)).isEqualTo(Sync.COMMIT);
        assertThat(values.find(COLUMNS)).isEmpty();
        assertThat(values.under(CLIENT)).isEmpty();
    }

    @Test
    void everyTypeIsRead() {
        Values values = read(Map.of(
                "path", "/logs",
                "batch-events", "7",
                "roll-age", "90s",
                "roll-size", "64MB",
                "overwrite", "false",
                "sync", "every-interval",
                "columns", "origin, sequence",
                "password", "s3cret",
                "client.acks", "all",
                "client.ssl.key", "x"));

        assertThat(values.get(BATCH)).isEqualTo(7);
        assertThat(values.get(AGE)).isEqualTo(Duration.ofSeconds(90));
        assertThat(values.find(SIZE)).contains(DataSize.ofMegabytes(64));
        assertThat(values.get(SYNC)).isEqualTo(Sync.EVERY_INTERVAL);
        assertThat(values.find(COLUMNS)).contains(List.of("origin", "sequence"));
        assertThat(values.find(PASSWORD).orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(values.under(CLIENT)).isEqualTo(Map.of("acks", "all", "ssl.key", "x"));
    }

    @Test
    void keysThatFlumeItselfReadsAreNotUnknown() {
        assertThat(SINK.check("raw", Map.of("path", "/logs", "type", "example.Sink", "channel", "c1")))
                .isEmpty();
    }

    @Test
    void reportsEveryProblemAtOnce() {
        List<Problem> problems = SINK.check(
                "raw",
                Map.of(
                        "batch-events", "0",
                        "roll-age", "5 parsecs",
                        "roll-size", "big",
                        "overwrite", "yes",
                        "sync", "comit",
                        "rollage", "5m",
                        "zzz", "1"));

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "Missing key 'path' in sink 'raw': it is required. Add it: Where to write.",
                        "Bad value '0' for key 'batch-events' in sink 'raw': out of bounds. Give 1 to 10000.",
                        "Bad value '5 parsecs' for key 'roll-age' in sink 'raw': not a duration. Give a whole number"
                                + " with ms, s, m, h or d, such as 5m.",
                        "Bad value 'big' for key 'roll-size' in sink 'raw': not a size of data. Give a whole number"
                                + " with B, KB, MB, GB or TB, such as 128MB.",
                        "Bad value 'yes' for key 'overwrite' in sink 'raw': neither true nor false. Give one of the"
                                + " two.",
                        "Bad value 'comit' for key 'sync' in sink 'raw': not one of the choices. Give one of commit,"
                                + " every-interval; did you mean commit?",
                        "Unknown key 'rollage' in sink 'raw': example.Sink has no such key. Did you mean 'roll-age'?",
                        "Unknown key 'zzz' in sink 'raw': example.Sink has no such key. Remove it.");
    }

    @Test
    void refusesWithAllErrorsInOneMessageAndNoStackTrace() {
        assertThatThrownBy(() -> read(Map.of("bath", "/logs")))
                .isInstanceOfSatisfying(OptionsException.class, refused -> {
                    assertThat(refused.problems()).hasSize(2);
                    assertThat(refused.getStackTrace()).isEmpty();
                })
                .hasMessage("""
                        sink 'raw' cannot start; 2 of its keys to mend:
                          Missing key 'path' in sink 'raw': it is required. Add it: Where to write.
                          Unknown key 'bath' in sink 'raw': example.Sink has no such key. Did you mean 'path'?""");
    }

    @Test
    void anOldNameIsReadWithAWarning() {
        List<Problem> warnings = new ArrayList<>();
        Values values = SINK.read("raw", Map.of("path", "/logs", "roll-interval", "1m"), warnings::add);

        assertThat(values.get(AGE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(warnings)
                .extracting(Problem::message)
                .containsExactly("Old key 'roll-interval' in sink 'raw': it is called 'roll-age' now. Rename it.");
    }

    @Test
    void anOldAndANewNameTogetherAreAContradiction() {
        assertThat(SINK.check("raw", Map.of("path", "/logs", "roll-interval", "1m", "roll-age", "2m")))
                .extracting(Problem::message)
                .containsExactly("Keys 'roll-age' and 'roll-interval' in sink 'raw' are old and new names of one. Keep"
                        + " 'roll-age' only.");
    }

    @Test
    void valuesThatDoNotFitTogetherAreReported() {
        assertThat(SINK.check("raw", Map.of("path", "/logs", "overwrite", "true", "roll-size", "1MB")))
                .extracting(Problem::message)
                .containsExactly("Contradiction in sink 'raw': 'overwrite' leaves nothing for 'roll-size' to do. Remove"
                        + " one of them.");
    }

    @Test
    void aSecretIsShownNowhere() {
        ComponentOptions picky =
                ComponentOptions.of(ComponentKind.SINK, "example.Picky", "Picky.", Option.secret("password", "Opens."));

        assertThat(picky.check("p", Map.of("password", "  ")).toString()).contains("(hidden)");
        assertThat(read(Map.of("path", "/x", "password", "s3cret"))
                        .find(PASSWORD)
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void aKeyDeclaredTwiceIsAMistakeOfTheDeclaration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComponentOptions.of(ComponentKind.SINK, "example.Twice", "Twice.", PATH, PATH));
    }

    @Test
    void readingAnAbsentOptionAsIfItWerePresentIsAMistakeOfTheComponent() {
        Values values = read(Map.of("path", "/logs"));

        assertThatIllegalStateException().isThrownBy(() -> values.get(SIZE)).withMessageContaining("roll-size");
    }

    private static Values read(Map<String, String> keys) {
        return SINK.read("raw", keys, warning -> {
            throw new AssertionError(warning);
        });
    }
}
