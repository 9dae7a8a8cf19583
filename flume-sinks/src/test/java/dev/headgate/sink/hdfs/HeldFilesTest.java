package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.hdfs.Manifest.Afterwards;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldFilesTest {
    private static final Instant BEGUN = Instant.parse("2026-03-29T01:02:03Z");

    private final HeldFiles held = new HeldFiles("w");

    @Test
    void areMergedWhenTheyAreManyThoughSmallAndYoung() {
        hold(1, 999);
        assertThat(held.isDue(Duration.ofDays(1), Long.MAX_VALUE, BEGUN)).isFalse();

        hold(1000, 1000);

        assertThat(held.isDue(Duration.ofDays(1), Long.MAX_VALUE, BEGUN)).isTrue();
        assertThat(held.events()).isEqualTo(2000);
    }

    private void hold(int from, int to) {
        List<StagedFile> files = IntStream.rangeClosed(from, to)
                .mapToObj(position -> new StagedFile(
                        "file-" + position,
                        "_headgate/w/held/20260329T010203-w-8f3c9a61d0b2e47f-%012d-%012d.avro"
                                .formatted(position, position),
                        2,
                        100))
                .toList();
        held.add(new Manifest("8f3c9a61-d0b2-e47f", from, to, files, new Afterwards(false, List.of())));
    }
}
