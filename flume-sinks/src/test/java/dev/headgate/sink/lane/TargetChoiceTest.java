package dev.headgate.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.sink.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetChoiceTest {
    private static final Target A = new Target("a", 1);
    private static final Target B = new Target("b", 1);
    private static final Target C = new Target("c", 1);

    private final SettableClock clock = new SettableClock();
    private final List<Target> there = new ArrayList<>(List.of(A, B, C));
    private final TargetChoice choice = new TargetChoice(
            lane -> {
                if (there.isEmpty()) {
                    throw new IOException("nobody is there");
                }
                return List.copyOf(there);
            },
            "lane",
            Duration.ofSeconds(60),
            clock);

    @Test
    void beginsWithTheFirst() throws Exception {
        assertThat(choice.next(false)).isEqualTo(A);
    }

    @Test
    void staysWithATargetThatFailsUntilThePatienceIsOver() throws Exception {
        choice.next(false);
        choice.failed();
        clock.pass(Duration.ofSeconds(59));
        choice.failed();

        assertThat(choice.next(true)).isEqualTo(A);
        clock.pass(Duration.ofSeconds(1));
        assertThat(choice.next(true)).isEqualTo(B);
        assertThat(choice.isFailing()).isFalse();
    }

    @Test
    void beginsTheFirstAgainAfterTheLast() throws Exception {
        choice.next(false);
        for (Target next : List.of(B, C, A)) {
            choice.failed();
            clock.pass(Duration.ofSeconds(60));
            assertThat(choice.next(true)).isEqualTo(next);
        }
    }

    @Test
    void countsItsPatienceFromTheLastSuccess() throws Exception {
        choice.next(false);
        choice.failed();
        clock.pass(Duration.ofSeconds(50));
        choice.works();
        choice.failed();
        clock.pass(Duration.ofSeconds(50));

        assertThat(choice.next(true)).isEqualTo(A);
    }

    @Test
    void leavesATargetThatHasLeftAtOnceUnlessABatchIsInDoubt() throws Exception {
        choice.next(false);
        there.remove(A);
        choice.failed();

        assertThat(choice.next(true)).isEqualTo(A);
        assertThat(choice.next(false)).isEqualTo(B);
    }

    @Test
    void goesOnWithWhatWasThereWhileNobodyCanSay() throws Exception {
        choice.next(false);
        there.clear();
        choice.failed();
        clock.pass(Duration.ofSeconds(60));

        assertThat(choice.next(true)).isEqualTo(B);
    }

    @Test
    void saysThatNobodyIsThere() {
        there.clear();

        assertThatThrownBy(() -> choice.next(false)).hasMessage("nobody is there");
    }

    @Test
    void prefersThoseBeforeTheCurrentOne() throws Exception {
        choice.use(B);
        assertThat(choice.preferred()).containsExactly(A, B);

        choice.use(new Target("gone", 1));
        assertThat(choice.preferred()).containsExactly(A, B, C);
    }
}
