package dev.headgate.topology.conf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfFileTest {
    private static final String PIECES = "ab=: \t\f\\\\\n\r#!.u0041nt";

    private static final String AMBIGUOUS = "ambiguous";

    @Test
    void readsWhatJavaReads() throws IOException {
        long seed = Long.getLong("headgate.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
            ConfFile file = ConfFile.parse("a.conf", text.toString());
            Map<String, String> java = java(text.toString());
            if (java.containsKey(AMBIGUOUS)) {
                continue;
            }
            boolean isRefused = file.problems().stream().anyMatch(problem -> problem.rule() == ConfRule.CONF_SYNTAX);
            Map<String, String> ours = new HashMap<>(isRefused ? Map.of() : file.properties());
            ours.remove("");
            assertThat(ours)
                    .as("-Dheadgate.test.seed=%d, round %d: %s", seed, round, text)
                    .isEqualTo(java);
        }
    }

    private static Map<String, String> java(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException refused) {
            return Map.of();
        }
        Map<String, String> stripped = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key ->
                        stripped.put(key.strip(), properties.getProperty(key).strip()));
        // A backslash at the very end makes an empty key, which Flume leaves out.
        stripped.remove("");
        // Which of two keys that only differ in escaped blanks comes last is not known here.
        return !hasTwins(properties) ? stripped : Map.of(AMBIGUOUS, "");
    }

    private static boolean hasTwins(Properties properties) {
        return properties.stringPropertyNames().stream()
                        .map(String::strip)
                        .distinct()
                        .count()
                < properties.size();
    }

    @Test
    void joinsLinesBeforeItReadsEscapes() {
        ConfFile file = ConfFile.parse("a.conf", "a1.channels = \\u00\\\n  e9");

        assertThat(file.properties()).containsExactly(Map.entry("a1.channels", "é"));
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void knowsWhereKeysAndValuesStand() {
        ConfFile file = ConfFile.parse("a.conf", "# é\r\n  a1.sources = s1 \\\n    s2\na1.sources.s1.type:avro\n");

        assertThat(file.entries())
                .extracting(entry -> entry.key().at() + " " + entry.value().at() + " "
                        + entry.value().value())
                .containsExactly("a.conf:2:3 a.conf:2:16 s1 s2", "a.conf:4:1 a.conf:4:20 avro");
    }

    @Test
    void sortsKeysByAgentGroupAndComponent() {
        ConfFile file = ConfFile.parse("a.conf", """
                a1.sources = s1 s2
                a1.sources.s1.type = avro
                a1.sources.s1.interceptors.i.type = host
                a1.sources.s3.type = seq
                a2.channels = c
                """);

        assertThat(file.problems()).isEmpty();
        ConfAgent first = file.agents().get(0);
        assertThat(first.active(ConfGroup.SOURCES)).singleElement().satisfies(source -> {
            assertThat(source.type()).isEqualTo("avro");
            assertThat(source.below("interceptors.i.", "i").type()).isEqualTo("host");
        });
        assertThat(file.agents()).extracting(ConfAgent::name).containsExactly("a1", "a2");
    }

    @Test
    void saysWhatFlumeWouldTakeNoNoticeOf() {
        List<Problem> problems = ConfFile.parse("a.conf", """
                agent = x
                a1.source.s1.type = avro
                a1.sources.s1 = avro
                a1.sources.s1.type =
                a1.sinks = k
                a1.sinks = l
                a1.sinks.k.path = C:\\users
                """).problems();

        assertThat(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")))
                .isEqualTo("""
                a.conf:7:21: error[conf-syntax]: Bad escape '\\users': four hexadecimal digits are wanted, and Flume refuses the whole file. Write a backslash as two.
                a.conf:1:1: error[stray-key]: Stray key 'agent': a key begins with an agent and a group, such as 'a1.sources'. Flume takes no notice of it. Mend the key, or remove the line.
                a.conf:2:1: error[stray-key]: Stray key 'a1.source.s1.type': an agent has no group 'source'; did you mean 'sources'. Flume takes no notice of it. Mend the key, or remove the line.
                a.conf:3:1: error[stray-key]: Stray key 'a1.sources.s1': a source's key begins with 'a1.sources.NAME.'. Flume takes no notice of it. Mend the key, or remove the line.
                a.conf:4:1: error[stray-key]: Empty value of key 'a1.sources.s1.type': Flume takes no notice of it. Give a value, or remove the line.
                a.conf:6:1: error[duplicate-key]: Duplicate key 'a1.sinks': it stands in line 5 too, and Flume takes the last one alone. Keep one.""");
    }
}
