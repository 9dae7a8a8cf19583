package dev.headgate.sink.hbase;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionedSink;
import dev.headgate.sink.PositionedWriter;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An HBase sink whose process is gone without a trace when its second batch reaches a step. */
final class KilledSink extends PositionedSink<HBaseSettings> {
    static final int KILLED = 137;

    private final Step step;
    private final AtomicInteger batches = new AtomicInteger();

    /** Where a process may die. */
    enum Step {
        ROWS_SENT,
        ROWS_ANSWERED,
        COUNTERS_SENT,
        COUNTERS_ANSWERED_IN_PART,
        CONFIRMED,
        NONE
    }

    KilledSink(Step step) {
        super(HBaseOptions.DECLARATION, HBaseSettings::of);
        this.step = step;
    }

    @Override
    protected BatchLimits limits(HBaseSettings settings) {
        return settings.limits();
    }

    @Override
    protected DeadLetterSettings deadLetters(HBaseSettings settings) {
        return settings.deadLetters();
    }

    @Override
    protected PositionedWriter writer(HBaseSettings settings) {
        return new KilledWriter(new HBaseWriter(
                getName(), settings, new InterceptedConnection(new HBaseConnector(settings.store()), this::answered)));
    }

    private List<CompletableFuture<?>> answered(String method, List<CompletableFuture<?>> answers) {
        boolean counters = method.equals("checkAndMutate");
        if (batches.get() == 1) {
            if (step == (counters ? Step.COUNTERS_SENT : Step.ROWS_SENT)) {
                die();
            } else if (step == (counters ? Step.COUNTERS_ANSWERED_IN_PART : Step.ROWS_ANSWERED)) {
                CompletableFuture<?> unused = CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                        .thenRun(KilledSink::die);
            }
        }
        return answers;
    }

    private static void die() {
        Runtime.getRuntime().halt(KILLED);
    }

    private final class KilledWriter implements PositionedWriter {
        private final PositionedWriter writer;

        KilledWriter(PositionedWriter writer) {
            this.writer = writer;
        }

        @Override
        public OptionalLong open(@Nullable String journalId) throws IOException, InterruptedException {
            return writer.open(journalId);
        }

        @Override
        public void write(List<PositionedEvent> events) throws IOException, InterruptedException {
            writer.write(events);
        }

        @Override
        public Outcome confirm() throws IOException, InterruptedException {
            Outcome outcome = writer.confirm();
            if (batches.getAndIncrement() == 1 && step == Step.CONFIRMED) {
                die();
            }
            return outcome;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
