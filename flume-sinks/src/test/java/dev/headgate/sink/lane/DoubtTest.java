package dev.headgate.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoubtTest {
    private final Doubt doubt = new Doubt();

    @Test
    void endsWithTheAnswer() {
        doubt.sent(500);
        assertThat(doubt.events()).isEqualTo(500);

        doubt.stored(500);
        assertThat(doubt.events()).isZero();
    }

    @Test
    void isOfTheLargestBatchThatWasSentInVain() {
        doubt.sent(500);
        doubt.sent(20);
        doubt.sent(300);

        assertThat(doubt.events()).isEqualTo(500);
    }

    /** The target may have had all of it the first time. */
    @Test
    void remainsOfWhatWasSentBehindAShorterBatch() {
        doubt.sent(500);
        doubt.sent(64);
        doubt.stored(64);
        assertThat(doubt.events()).isEqualTo(436);

        doubt.sent(500);
        doubt.stored(500);
        assertThat(doubt.events()).isZero();
    }

    @Test
    void remainsOfAnEarlierBatchWhereALaterOneWasNotStored() {
        doubt.sent(20);
        doubt.notStored();
        assertThat(doubt.events()).isZero();

        doubt.sent(500);
        doubt.sent(500);
        doubt.notStored();
        assertThat(doubt.events()).isEqualTo(500);
    }
}
