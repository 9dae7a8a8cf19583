package dev.headgate.sink.hbase;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Rejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Sends the mutations of a batch while it is still being made: several requests at once, those of one row one behind the
 * other. Holds no more than the batch. Used by one thread.
 */
final class RowSender {
    /** A region server works best at few and large requests; those for several servers are divided by the client. */
    private static final int STREAMS = 3;

    private static final int ROWS_PER_REQUEST = 3000;
    private static final int BYTES_PER_REQUEST = 4 << 20;

    private final AsyncTable<?> table;
    private final long largestCell;
    private final List<Stream> streams = new ArrayList<>();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** A mutation that HBase has not taken. */
    private record Failure(PositionedEvent event, Mutation mutation, Throwable reason) {}

    /** @param largestCell bytes that the client lets a cell have; 0 for any number */
    RowSender(AsyncTable<?> table, long largestCell) {
        this.table = table;
        this.largestCell = largestCell;
        for (int number = 0; number < STREAMS; number++) {
            streams.add(new Stream());
        }
    }

    /**
     * Looks at what the client would refuse together with all that is sent beside it.
     *
     * @throws RefusedEventException where it would
     */
    void check(Mutation mutation) {
        if (mutation.isEmpty() && mutation instanceof Put) {
            throw new RefusedEventException("it makes a row without cells");
        }
        for (List<Cell> cells : mutation.getFamilyCellMap().values()) {
            for (Cell cell : cells) {
                if (largestCell > 0 && cell.getSerializedSize() > largestCell) {
                    throw new RefusedEventException("its cell " + Bytes.toString(CellUtil.cloneFamily(cell)) + "."
                            + Bytes.toString(CellUtil.cloneQualifier(cell)) + " has " + cell.getSerializedSize()
                            + " bytes, and hbase.client.keyvalue.maxsize allows " + largestCell);
                }
            }
        }
    }

    /** Takes over what becomes of an event. */
    void send(PositionedEvent event, Mutation mutation) {
        streams.get(Math.floorMod(Arrays.hashCode(mutation.getRow()), STREAMS)).add(event, mutation);
    }

    /**
     * Waits until HBase has answered to all that was sent.
     *
     * @return the events whose rows HBase refuses for their own sake
     * @throws IOException where it did not take the others
     */
    List<Rejected> await() throws IOException, InterruptedException {
        for (Stream stream : streams) {
            stream.flush();
        }
        for (Stream stream : streams) {
            stream.await();
        }
        List<Failure> refused = new ArrayList<>();
        for (Failure failure : failures) {
            if (Answer.refusal(failure.reason()) == null) {
                throw Answer.failure(failure.reason());
            }
            refused.add(failure);
        }
        failures.clear();
        return refusedAlone(refused);
    }

    /** HBase may refuse all rows of a request for the sake of one: each is sent once more, alone. */
    private List<Rejected> refusedAlone(List<Failure> refused) throws IOException, InterruptedException {
        List<Rejected> rejected = new ArrayList<>();
        for (Failure failure : refused) {
            List<Answer<Object>> answer = Answer.all(List.of(failure.mutation()), table::batch);
            if (answer.get(0) instanceof Answer.Refused<Object> alone) {
                rejected.add(new Rejected(failure.event(), alone.reason()));
            }
        }
        return rejected;
    }

    /** Requests one behind the other. */
    private final class Stream {
        private List<Mutation> mutations = new ArrayList<>();
        private List<PositionedEvent> events = new ArrayList<>();
        private long bytes;
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        void add(PositionedEvent event, Mutation mutation) {
            mutations.add(mutation);
            events.add(event);
            bytes += event.event().getBody().length;
            if (mutations.size() >= ROWS_PER_REQUEST || bytes >= BYTES_PER_REQUEST) {
                flush();
            }
        }

        void flush() {
            if (mutations.isEmpty()) {
                return;
            }
            List<Mutation> sent = mutations;
            List<PositionedEvent> of = events;
            mutations = new ArrayList<>();
            events = new ArrayList<>();
            bytes = 0;
            last = last.thenCompose(before -> request(sent, of));
        }

        private CompletableFuture<?> request(List<Mutation> sent, List<PositionedEvent> of) {
            List<CompletableFuture<Object>> answers = table.batch(sent);
            return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .handle((done, failure) -> failure == null ? 0 : note(sent, of, answers));
        }

        /** Notes what failed; all answers are there. */
        private int note(List<Mutation> sent, List<PositionedEvent> of, List<CompletableFuture<Object>> answers) {
            for (int index = 0; index < answers.size(); index++) {
                if (answers.get(index).isCompletedExceptionally()) {
                    Throwable reason = answers.get(index)
                            .handle((done, failure) -> failure)
                            .join();
                    failures.add(new Failure(of.get(index), sent.get(index), reason));
                }
            }
            return failures.size();
        }

        void await() throws IOException, InterruptedException {
            try {
                last.get();
            } catch (ExecutionException failed) {
                throw Answer.failure(failed);
            }
        }
    }
}
