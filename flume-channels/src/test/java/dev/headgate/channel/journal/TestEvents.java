package dev.headgate.channel.journal;

import dev.headgate.kit.progress.EventHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Channel;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.event.EventBuilder;
import org.jspecify.annotations.Nullable;

/** Puts and takes events that are told apart by their bodies. */
final class TestEvents {
    private static final long LARGEST = 16 << 20;

    private TestEvents() {}

    static Event event(String body) {
        return EventBuilder.withBody(body, StandardCharsets.UTF_8);
    }

    /** An event of a feeder, whose body is {@code feeder:position}. */
    static Event fed(String feeder, long position) {
        Map<String, String> headers = new HashMap<>();
        headers.put(EventHeaders.FEEDER, feeder);
        headers.put(EventHeaders.POSITION, Long.toString(position));
        return EventBuilder.withBody(feeder + ":" + position, StandardCharsets.UTF_8, headers);
    }

    static Event fed(String feeder, long position, String body) {
        Event event = fed(feeder, position);
        event.setBody(body.getBytes(StandardCharsets.UTF_8));
        return event;
    }

    /** An event of so many bytes whose text begins with the given one. */
    static Event sized(String text, int bytes) {
        return event((text + " ".repeat(bytes)).substring(0, bytes));
    }

    static String text(Event event) {
        return new String(event.getBody(), StandardCharsets.UTF_8).strip();
    }

    static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> event("e" + id)).toList();
    }

    static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> "e" + id).toList();
    }

    /** Puts events in one transaction; returns how many were stored. */
    static int put(Journal journal, Event... events) throws IOException, JournalFullException, InterruptedException {
        return put(journal, List.of(events));
    }

    static int put(Journal journal, List<Event> events) throws IOException, JournalFullException, InterruptedException {
        EventBatch batch = journal.borrowBatch();
        events.forEach(event -> batch.add(event, LARGEST));
        try {
            return journal.put(batch);
        } finally {
            journal.returnBatch(batch);
        }
    }

    /** Does something in a transaction of Flume. */
    static void transact(Channel channel, Runnable work) {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        try {
            work.run();
            transaction.commit();
        } catch (RuntimeException failed) {
            transaction.rollback();
            throw failed;
        } finally {
            transaction.close();
        }
    }

    /** Takes so many events at most, and does not acknowledge them. */
    static List<StoredEvent> take(Journal journal, int most) throws IOException, InterruptedException {
        List<StoredEvent> taken = new ArrayList<>();
        while (taken.size() < most) {
            @Nullable StoredEvent event = journal.queue().take(Duration.ZERO);
            if (event == null) {
                break;
            }
            taken.add(event);
        }
        return taken;
    }

    /** Takes so many events at most in one transaction; returns their texts. */
    static List<String> takeTexts(Journal journal, int most) throws IOException, InterruptedException {
        List<StoredEvent> taken = take(journal, most);
        if (!taken.isEmpty()) {
            journal.queue().acknowledge(taken);
        }
        return texts(taken);
    }

    static List<String> drain(Journal journal) throws IOException, InterruptedException {
        return takeTexts(journal, Integer.MAX_VALUE);
    }

    static List<String> texts(List<StoredEvent> events) {
        return events.stream().map(event -> text(event.event())).toList();
    }
}
