package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Examples;
import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Well-formed files of the wrong shape: values that are not what they should be, keys that are gone, renamed or elsewhere.
 * {@code -Dheadgate.test.seed} repeats a run, {@code -Dfuzz.rounds} makes it longer.
 */
class StructureFuzzTest {
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            "",
            " ",
            "~",
            0,
            -1,
            1,
            Long.MAX_VALUE,
            "99999999999999999999999",
            1.5,
            true,
            List.of(),
            List.of(List.of(List.of())),
            Map.of(),
            Map.of("a", Map.of("b", List.of(1))),
            "100000000/s",
            "1/h",
            "32MB",
            "1024TB/s",
            "366d",
            "1ms",
            "h-[1-100000]",
            "h-[1-99]-[1-99]-[1-99]",
            "file:nowhere",
            "file:hosts.txt",
            "${x}",
            "${x:-y}",
            "${secret:X}",
            "${environment}",
            "${env:X}",
            "%{",
            "../..",
            "/",
            "web",
            "tail",
            "memory",
            "kafka",
            "http",
            "syslog",
            "ä\u2028\uD83D\uDE00",
            "a".repeat(300),
            "x: y",
            "# no",
            "'\"");

    @Test
    void neverThrowsWhateverTheShape() throws IOException {
        long seed = Long.getLong("headgate.test.seed", System.nanoTime());
        System.out.println("Fuzzing with -Dheadgate.test.seed=" + seed);
        Random random = new Random(seed);
        List<Examples> examples = Examples.all();
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 1200); round++) {
            Examples example = examples.get(random.nextInt(examples.size()));
            String yaml = mutated(Files.readString(example.file()), random);
            String label = "seed " + seed + ", round " + round + ":\n" + yaml;
            Outcome<Deployment> outcome = compiled(yaml, example, label);
            assertThat(outcome.hasFailed() && outcome.problems().isEmpty())
                    .as(label)
                    .isFalse();
            outcome.problems().forEach(problem -> assertThat(problem.text()).contains("["));
        }
    }

    private static Outcome<Deployment> compiled(String yaml, Examples example, String label) {
        try {
            return new Written(yaml).in(example.environment(), Map.of()).then(Written::compile);
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError(label, thrown);
        }
    }

    private static String mutated(String yaml, Random random) {
        Object root = copy(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            change(root, random);
        }
        return new Dump(DumpSettings.builder().build()).dumpToString(root);
    }

    @SuppressWarnings("unchecked") // Copies of what YAML gives.
    private static void change(@Nullable Object root, Random random) {
        List<Object> containers = new ArrayList<>();
        collect(root, containers);
        Object container = containers.get(random.nextInt(containers.size()));
        Object value = random.nextInt(6) == 0
                ? copy(containers.get(random.nextInt(containers.size())))
                : copy(VALUES.get(random.nextInt(VALUES.size())));
        if (container instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<Object, @Nullable Object> entries = (Map<Object, @Nullable Object>) map;
            Object key = new ArrayList<>(entries.keySet()).get(random.nextInt(entries.size()));
            switch (random.nextInt(4)) {
                case 0 -> entries.remove(key);
                case 1 -> entries.put(String.valueOf(VALUES.get(random.nextInt(VALUES.size()))), entries.remove(key));
                default -> entries.put(key, value);
            }
        } else if (container instanceof List<?> list && !list.isEmpty()) {
            ((List<@Nullable Object>) list).set(random.nextInt(list.size()), value);
        }
    }

    private static void collect(@Nullable Object node, List<Object> containers) {
        if (node instanceof Map<?, ?> map) {
            containers.add(map);
            map.values().forEach(value -> collect(value, containers));
        } else if (node instanceof List<?> list) {
            containers.add(list);
            list.forEach(value -> collect(value, containers));
        }
    }

    private static @Nullable Object copy(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copied = new LinkedHashMap<>();
            map.forEach((key, value) -> copied.put(key, copy(value)));
            return copied;
        }
        if (node instanceof List<?> list) {
            List<@Nullable Object> copied = new ArrayList<>();
            list.forEach(value -> copied.add(copy(value)));
            return copied;
        }
        return node;
    }
}
