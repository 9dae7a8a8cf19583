package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap that a journal needs does not grow with what is queued. */
class JournalScaleIT {
    private static final String EVENTS = "20000000";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @Test
    void queuesAndDrainsTwentyMillionEventsInASmallHeap() throws Exception {
        assertThat(run("fill", folder.toString(), EVENTS)).isEqualTo("filled");
        assertThat(run("collect", folder.toString())).isEqualTo("collected " + EVENTS + ", again from 0");
        assertThat(run("drain", folder.toString())).isEqualTo("drained " + EVENTS);
        assertThat(run("drain", folder.toString())).isEqualTo("drained 0");
    }

    private static String run(String... arguments) throws Exception {
        Process child = JournalChild.start(List.of("-Xmx256m"), arguments);
        try (BufferedReader lines = JournalChild.output(child)) {
            String line = lines.readLine();
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return String.valueOf(line);
        } finally {
            child.destroyForcibly();
        }
    }
}
