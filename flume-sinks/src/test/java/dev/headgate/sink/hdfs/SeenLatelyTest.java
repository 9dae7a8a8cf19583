package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenLatelyTest {
    private final SeenLately<String> seen = new SeenLately<>();

    @Test
    void saysWhatIsNew() {
        assertThat(seen.isNew("a")).isTrue();
        assertThat(seen.isNew("b")).isTrue();
        assertThat(seen.isNew("a")).isFalse();

        seen.forget("a");

        assertThat(seen.isNew("a")).isTrue();
    }

    @Test
    void forgetsWhatWasNotSeenForLong() {
        seen.isNew("often");
        seen.isNew("once");
        IntStream.range(0, 10_000).forEach(each -> {
            seen.isNew("another " + each);
            seen.isNew("often");
        });

        assertThat(seen.isNew("often")).isFalse();
        assertThat(seen.isNew("once")).isTrue();
    }
}
