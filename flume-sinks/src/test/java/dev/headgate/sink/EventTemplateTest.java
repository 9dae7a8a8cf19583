package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTemplateTest {
    private static final String NOON =
            String.valueOf(Instant.parse("2026-01-02T12:34:56Z").toEpochMilli());

    @Test
    void putsHeadersAndTimeInTheirPlaces() {
        EventTemplate template = template("/logs/%{stream}/dt=%Y-%m-%d/hr=%H.%M.%S/100%%");

        assertThat(template.render(Map.of("stream", "web", "timestamp", NOON)))
                .isEqualTo("/logs/web/dt=2026-01-02/hr=12.34.56/100%");
    }

    @Test
    void takesTheTimeInItsZone() {
        EventTemplate template = EventTemplate.parse("%Y%m%d-%H", ZoneId.of("Pacific/Auckland"), "unknown");

        assertThat(template.render(Map.of("timestamp", NOON))).isEqualTo("20260103-01");
    }

    @Test
    void roundsTheTimeDown() {
        assertThat(template("%H-%M").rounded(Duration.ofMinutes(15)).render(Map.of("timestamp", NOON)))
                .isEqualTo("12-30");
    }

    @Test
    void namesAllThatTheTextDependsOn() {
        EventTemplate template = template("%{stream}/%H");

        assertThat(template.inputs(Map.of("stream", "web", "timestamp", NOON, "other", "1")))
                .isEqualTo(template.inputs(Map.of("stream", "web", "timestamp", NOON, "other", "2")))
                .isNotEqualTo(template.inputs(Map.of("stream", "app", "timestamp", NOON)))
                .isNotEqualTo(template.inputs(Map.of("stream", "web")));
    }

    @Test
    void putsTheDefaultWhereSomethingIsMissing() {
        EventTemplate template = template("%{stream}/%{host}/dt=%Y-%m-%d/hr=%H");

        assertThat(template.render(Map.of("host", ""))).isEqualTo("unknown/unknown/dt=unknown/hr=unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "1.5", "99999999999999999999"})
    void takesATimestampThatIsNoNumberForMissing(String timestamp) {
        assertThat(template("dt=%Y").render(Map.of("timestamp", timestamp))).isEqualTo("dt=unknown");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void endsForEveryNumber(long timestamp) {
        assertThat(template("dt=%Y-%m").render(Map.of("timestamp", String.valueOf(timestamp))))
                .startsWith("dt=");
    }

    @Test
    void changesWhatComesFromHeadersAndNothingElse() {
        EventTemplate template = template("a/%{one}/%{two}/%Y");

        assertThat(template.render(Map.of("one", "b", "timestamp", NOON), text -> "<" + text + ">"))
                .isEqualTo("a/<b>/<unknown>/2026");
    }

    @Test
    void rendersWholeOnlyWhatMissesNothing() {
        EventTemplate template = template("%{origin}/%{sequence}/%Y");

        assertThat(template.renderWhole(Map.of("origin", "a", "sequence", "7", "timestamp", NOON)))
                .contains("a/7/2026");
        assertThat(template.renderWhole(Map.of("origin", "a", "sequence", "7"))).isEmpty();
        assertThat(template.renderWhole(Map.of("origin", "a", "timestamp", NOON)))
                .isEmpty();
    }

    @Test
    void knowsItsFixedPart() {
        assertThat(template("/logs/100%%/%{stream}").fixedStart()).isEqualTo("/logs/100%/");
        assertThat(template("%{stream}").fixedStart()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "50%, it ends in a single '%'",
        "%y, '%y' is no escape",
        "%{stream, '%{' is never closed",
        "a%{}b, '%{}' names no header",
    })
    void refusesWhatIsNoTemplate(String text, String why) {
        assertThatThrownBy(() -> template(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    private static EventTemplate template(String text) {
        return EventTemplate.parse(text, ZoneOffset.UTC, "unknown");
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "%Y, 2027-01-01T00:00:00Z",
        "%Y-%m, 2026-04-01T00:00:00Z",
        "%Y/%m/%d, 2026-03-30T00:00:00Z",
        "%d/%H, 2026-03-29T02:00:00Z",
        "%H%M, 2026-03-29T01:08:00Z",
        "%S, 2026-03-29T01:07:10Z",
    })
    void saysWhenTheTimeEndsThatItsTextStandsFor(String text, Instant end) {
        EventTemplate template = EventTemplate.parse(text, ZoneOffset.UTC, "");
        Map<String, String> headers = Map.of(
                "timestamp", Long.toString(Instant.parse("2026-03-29T01:07:09Z").toEpochMilli()));

        assertThat(template.periodEnd(headers)).contains(end);
        assertThat(template.periodEnd(Map.of())).isEmpty();
        assertThat(EventTemplate.parse("%M", ZoneOffset.UTC, "")
                        .rounded(Duration.ofMinutes(15))
                        .periodEnd(headers))
                .contains(Instant.parse("2026-03-29T01:15:00Z"));
    }

    @Test
    void standsForNoTimeWhereItSaysNone() {
        EventTemplate template = EventTemplate.parse("%{a}", ZoneOffset.UTC, "");

        assertThat(template.hasTime()).isFalse();
        assertThat(template.periodEnd(Map.of("timestamp", "1"))).isEmpty();
    }
}
