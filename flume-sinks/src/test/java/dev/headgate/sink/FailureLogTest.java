package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.EventRecodingLogger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class FailureLogTest {
    private final Queue<SubstituteLoggingEvent> logged = new ArrayDeque<>();
    private final SettableClock clock = new SettableClock();
    private final FailureLog log =
            new FailureLog(new EventRecodingLogger(new SubstituteLogger("log", logged, true), logged), clock);

    @Test
    void logsTheFirstFailureAndThenOneAMinute() {
        for (int second = 0; second < 130; second++) {
            log.failed("Delivery failed in sink 'out'", new IOException("away\n\tat Server"));
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(messages(Level.WARN))
                .containsExactly(
                        "Delivery failed in sink 'out': away",
                        "Delivery failed in sink 'out' (time 61 in a row): away",
                        "Delivery failed in sink 'out' (time 121 in a row): away");
    }

    @Test
    void saysOnceThatItWorksAgain() {
        log.works("Delivery works in sink 'out'");
        log.failed("Delivery failed in sink 'out'", new IOException("away"));
        log.works("Delivery works in sink 'out'");
        log.works("Delivery works in sink 'out'");

        assertThat(messages(Level.INFO)).containsExactly("Delivery works in sink 'out' after 1 failures.");
    }

    @Test
    void tellsAStoppedComponentFromAStoreThatIsAway() {
        log.failed("Delivery failed in sink 'out'", new InterruptedIOException("stop"));
        log.failed("Delivery failed in sink 'out'", new SocketTimeoutException("connect timed out"));

        assertThat(messages(Level.INFO)).hasSize(1);
        assertThat(messages(Level.WARN)).containsExactly("Delivery failed in sink 'out': connect timed out");
    }

    private List<String> messages(Level level) {
        return logged.stream()
                .filter(event -> event.getLevel() == level)
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
