package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.event;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static dev.headgate.channel.journal.TestEvents.take;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFilesTest {
    @Test
    void segmentsThatWereFreedBehindAHeldEventAreNeitherMissingNorDamage(@TempDir Path folder) throws Exception {
        try (Journal journal = Journal.open(
                TestSettings.in(folder).settings(), new LocalDisk(), Clock.systemUTC(), new JournalMetrics())) {
            put(journal, event("held"));
            assertThat(take(journal, 1)).hasSize(1);
            for (int round = 0; round < 10; round++) {
                put(journal, sized("r" + round, 60_000));
                drain(journal);
            }
            put(journal, event("last"));
        }

        try (JournalFiles files = JournalFiles.open(List.of(folder))) {
            JournalFiles.Summary summary = files.inspect();
            assertThat(summary.events()).isEqualTo(2);
            assertThat(summary.missingSegments()).isZero();
            long first = summary.segments().get(0).number();
            assertThat(summary.segments().get(summary.segments().size() - 1).number() - first)
                    .as("there is a gap")
                    .isGreaterThan(summary.segments().size());
            assertThat(files.verify()).isEmpty();
            List<String> texts = new ArrayList<>();
            files.read(queued -> texts.add(TestEvents.text(queued.event())));
            assertThat(texts).containsExactly("held", "last");
        }
    }
}
