package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {
    private static final String JSON =
            "{\"user\":{\"id\":7},\"tags\":[\"a\",{\"b\":true}],\"a.b\":\"dot\",\"none\":null,\"empty\":\"\"}";
    private static final BodyFormat FORMAT = new BodyFormat(
            Pattern.compile("(?<method>[A-Z]+) ([^ ]+)( HTTP)?"),
            ",",
            List.of("time", "user"),
            new EventValue.Header("timestamp"));
    private static final Map<String, String> HEADERS =
            Map.of("origin", "web", "sequence", "7", "a:b", "colon", "timestamp", "1767319445678");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json:$.user.id|7",
                "json:$.user|{\"id\":7}",
                "json:$.tags[0]|a",
                "json:$.tags[1].b|true",
                "json:$['a.b']|dot",
                "json:$.empty|''",
                "json:$.none|",
                "json:$.tags[2]|",
                "json:$.user.id.deeper|",
                "json:$.tags.b|",
            })
    void readsJson(String written, @Nullable String expected) {
        assertThat(value(written, JSON)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regex:1|GET",
                "regex:method|GET",
                "regex:2|/index",
                "regex:0|GET /index",
                "regex:3|",
            })
    void readsGroups(String written, @Nullable String expected) {
        assertThat(value(written, "GET /index")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"field:1|12:00", "field:user|ann", "field:3|''", "field:4|"})
    void readsFields(String written, @Nullable String expected) {
        assertThat(value(written, "12:00,ann,")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "header:origin|web",
                "header:a:b|colon",
                "header:nothing|",
                "body|the body",
                "text:as: it is|as: it is",
                "time:millis|1767319445678",
                "time:reversed|9223370269535330129",
                "%{origin}-%{header:a:b}/%Y-%m-%d %H:%M:%S|web-colon/2026-01-02 02:04:05",
                "100%% %%{no place}|100% %{no place}",
                "%{ origin }|web",
                "%{origin}%{nothing}|",
            })
    void readsTheRestAndTemplates(String written, @Nullable String expected) {
        assertThat(value(written, "the body")).isEqualTo(expected);
    }

    @Test
    void hashesTheRestOfATemplateIntoDigitsOfOneLength() {
        assertThat(value("%{hash:16}-%{origin}/%{sequence}", ""))
                .isEqualTo(value("%{hash:16}-%{origin}/%{sequence}", ""))
                .matches("[0-9a-f]-web/7");
        assertThat(value("%{hash:300}-%{origin}", "")).matches("[01][0-9a-f]{2}-web");
        assertThat(value("%{hash:16:header:origin}-%{sequence}", "")).matches("[0-9a-f]-7");
    }

    @Test
    void spreadsSequencesOverAllBuckets() {
        Set<String> buckets = new TreeSet<>();
        for (int sequence = 0; sequence < 1000; sequence++) {
            String key = new ValueReader(FORMAT)
                    .template("%{hash:16}-%{sequence}")
                    .text(event("", Map.of("sequence", String.valueOf(sequence))));
            buckets.add(String.valueOf(key).substring(0, 1));
        }

        assertThat(buckets).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jsn:$.a|at column 1: there is no value 'jsn'. Did you mean 'json'?",
                "%{origin}/%{jsn:$.a}|at column 13: there is no value 'jsn'. Did you mean 'json'?",
                "origin|at column 1: there is no value 'origin'. Write header:origin for the header",
                "json:a.b|at column 6: JSON path 'a.b' does not begin with '$'",
                "json:$.a..b|at column 6: JSON path '$.a..b' cannot be read from '..b' on",
                "%{hash:16:jsn:$.a}-x|at column 11: there is no value 'jsn'",
                "%{hash:1}-%{a}|at column 8: hash needs a number of buckets, 2 to 65536",
                "%{hash:16}|at column 1: there is nothing to hash",
                "%{hash:16}%{hash:4}%{a}|at column 1: it hashes the rest of itself twice",
                "regex:4|at column 7: there is no group 4: key 'regex' has 3",
                "regex:metod|at column 7: there is no group 'metod' in the key 'regex'",
                "field:usr|at column 7: there is no field 'usr'. Did you mean 'user'?",
                "field:0|at column 7: there is no field '0'",
                "time:backwards|at column 6: there is no time 'backwards'. Write time:millis or time:reversed",
                "body:4|at column 6: 'body' is the whole body",
                "header:|at column 1: 'header' does not say which. Write header:name",
                "%{origin|at column 1: '%{' is never closed",
                "%{}|at column 3: '%{}' names nothing",
                "%{a}%q|at column 5: '%q' is no escape",
            })
    void saysWhereAndWhyItRefuses(String written, String why) {
        assertThatThrownBy(() -> new ValueReader(FORMAT).value(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    private static @Nullable String value(String written, String body) {
        return new ValueReader(FORMAT).value(written).text(event(body, HEADERS));
    }

    private static MappedEvent event(String body, Map<String, String> headers) {
        return new MappedEvent(body.getBytes(StandardCharsets.UTF_8), headers, FORMAT);
    }
}
