package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.demo.Audit.Result;
import dev.headgate.testbed.Landed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final Ledger ledger = new Ledger();

    AuditTest() {
        ledger.sent("web", "click");
        ledger.sent("web", "click");
        ledger.sent("billing", "bill");
    }

    @Test
    void everythingLandedOnce() throws IOException {
        assertThat(audit(landed("a", 1, "click"), landed("a", 2, "click"), landed("b", 1, "bill")))
                .isEqualTo(new Result("raw", 3, 3, 0, 0));
    }

    @Test
    void aLostEventIsNotHiddenByARepeatOfTheSameLine() throws IOException {
        assertThat(audit(landed("a", 1, "click"), landed("a", 1, "click"), landed("b", 1, "bill")))
                .isEqualTo(new Result("raw", 3, 3, 1, 1));
    }

    @Test
    void anEventThatNobodySentIsADuplicate() throws IOException {
        assertThat(audit(
                        landed("a", 1, "click"),
                        landed("a", 2, "click"),
                        landed("b", 1, "bill"),
                        landed("c", 1, "forged")))
                .isEqualTo(new Result("raw", 3, 4, 0, 1));
    }

    @Test
    void anEmptyStoreMissesEverything() throws IOException {
        assertThat(audit()).isEqualTo(new Result("raw", 3, 0, 3, 0));
    }

    @Test
    void onlyTheStreamsOfAStoreAreExpectedInIt() throws IOException {
        Result result = Audit.of("raw", ledger.of(List.of("billing")), sink -> sink.accept(landed("b", 1, "bill")));

        assertThat(result).isEqualTo(new Result("raw", 1, 1, 0, 0));
        assertThat(ledger.total()).isEqualTo(3);
    }

    private Result audit(Landed... landed) throws IOException {
        return Audit.of("raw", ledger.of(List.of("web", "billing")), sink -> List.of(landed)
                .forEach(sink));
    }

    private static Landed landed(String origin, long sequence, String body) {
        return new Landed(origin, Long.toString(sequence), body);
    }
}
