package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flume.Channel;
import org.apache.flume.ChannelException;
import org.apache.flume.ChannelFullException;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurables;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flume asks of a channel, and what its sources and sinks rely on. */
abstract class ChannelContract {
    static final int CAPACITY = 20;
    static final int TRANSACTION_CAPACITY = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    Channel channel;

    private final ExecutorService others = Executors.newCachedThreadPool();

    /** A channel that is not configured yet. */
    abstract Channel create();

    /** Keys for a channel of {@link #CAPACITY} events, {@link #TRANSACTION_CAPACITY} and the given keep-alive. */
    abstract Map<String, String> keys(Path directory, int keepAliveSeconds);

    /** Whether a transaction that has put can take: the promise is that it is one or the other. */
    boolean mixesPutsAndTakes() {
        return false;
    }

    /** Whether events are kept while the channel is stopped. */
    boolean isDurable() {
        return true;
    }

    /** Whether a take waits for an event as long as a put waits for room. */
    boolean waitsForEvents() {
        return true;
    }

    /** Whether the channel works on after a thread in it was interrupted. */
    boolean survivesInterrupts() {
        return true;
    }

    @BeforeEach
    void start() {
        channel = started(0);
    }

    @AfterEach
    void stop() {
        others.shutdownNow();
        channel.stop();
    }

    final Channel started(int keepAliveSeconds) {
        Channel made = create();
        made.setName("c" + System.nanoTime());
        Configurables.configure(made, new Context(keys(folder, keepAliveSeconds)));
        made.start();
        return made;
    }

    final void put(Event... events) {
        transact(() -> List.of(events).forEach(channel::put));
    }

    final void putTexts(int from, int to) {
        put(TestEvents.events(from, to).toArray(Event[]::new));
    }

    final void transact(Runnable work) {
        TestEvents.transact(channel, work);
    }

    final List<Event> takeNow(int most) {
        List<Event> taken = new ArrayList<>();
        while (taken.size() < most) {
            Event event = channel.take();
            if (event == null) {
                break;
            }
            taken.add(event);
        }
        return taken;
    }

    static List<String> textsOf(List<Event> events) {
        return events.stream().map(TestEvents::text).toList();
    }

    final List<String> take(int most) {
        List<String> texts = new ArrayList<>();
        transact(() -> texts.addAll(textsOf(takeNow(most))));
        return texts;
    }

    final List<String> drain() {
        List<String> all = new ArrayList<>();
        for (List<String> some = take(TRANSACTION_CAPACITY); !some.isEmpty(); some = take(TRANSACTION_CAPACITY)) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    void givesEventsInTheOrderOfTheirCommits() {
        putTexts(0, 3);
        putTexts(3, 10);

        assertThat(take(2)).isEqualTo(TestEvents.texts(0, 2));
        assertThat(drain()).isEqualTo(TestEvents.texts(2, 10));
    }

    @Test
    void keepsHeadersAndBodiesOfAnyBytes() {
        byte[] body = new byte[512];
        for (int index = 0; index < body.length; index++) {
            body[index] = (byte) index;
        }
        Map<String, String> headers = Map.of("k", "v", "umlaut ä", "\u0000\n", "empty", "");
        put(EventBuilder.withBody(body, headers), EventBuilder.withBody(new byte[0]));

        transact(() -> {
            List<Event> events = takeNow(2);
            assertThat(events.get(0).getBody()).isEqualTo(body);
            assertThat(events.get(0).getHeaders()).isEqualTo(headers);
            assertThat(events.get(1).getBody()).isEmpty();
            assertThat(events.get(1).getHeaders()).isEmpty();
        });
    }

    @Test
    void whatIsPutIsNotThereBeforeItsCommit() throws Exception {
        CountDownLatch put = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Future<?> putter = others.submit(() -> transact(() -> {
            channel.put(TestEvents.event("a"));
            put.countDown();
            await().until(() -> looked.getCount() == 0);
        }));
        put.await();
        assertThat(drain()).isEmpty();
        looked.countDown();
        putter.get();

        assertThat(drain()).containsExactly("a");
    }

    @Test
    void aRolledBackPutIsGone() {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        channel.put(TestEvents.event("a"));
        transaction.rollback();
        transaction.close();

        assertThat(drain()).isEmpty();
        putTexts(0, 1);
        assertThat(drain()).isEqualTo(TestEvents.texts(0, 1));
    }

    @Test
    void aRolledBackTakeGoesToTheHeadInOrder() {
        putTexts(0, 6);
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        assertThat(textsOf(takeNow(4))).isEqualTo(TestEvents.texts(0, 4));
        transaction.rollback();
        transaction.close();

        assertThat(take(1)).containsExactly("e0");
        assertThat(drain()).isEqualTo(TestEvents.texts(1, 6));
    }

    @Test
    void aCommittedTakeIsGone() {
        putTexts(0, 2);
        take(1);
        assertThat(drain()).containsExactly("e1");
        assertThat(drain()).isEmpty();
    }

    @Test
    void anEmptyTransactionDoesNothing() {
        transact(() -> {});
        assertThat(take(1)).isEmpty();
    }

    @Test
    void aTransactionIsUsedInItsOrder() {
        Transaction transaction = channel.getTransaction();
        assertThatThrownBy(() -> channel.put(TestEvents.event("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
        transaction.begin();
        assertThatThrownBy(transaction::begin).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(transaction::close).isInstanceOf(IllegalStateException.class);
        channel.put(TestEvents.event("a"));
        transaction.commit();
        assertThatThrownBy(transaction::rollback).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> channel.put(TestEvents.event("b"))).isInstanceOf(IllegalStateException.class);
        transaction.close();

        assertThat(channel.getTransaction()).isNotSameAs(transaction);
        assertThat(drain()).containsExactly("a");
    }

    @Test
    void aThreadHasOneTransactionAtATime() throws Exception {
        Transaction mine = channel.getTransaction();
        assertThat(channel.getTransaction()).isSameAs(mine);
        assertThat(others.submit(() -> channel.getTransaction()).get()).isNotSameAs(mine);
        mine.begin();
        assertThatThrownBy(() -> others.submit(() -> {
                            mine.commit();
                            return null;
                        })
                        .get())
                .hasCauseInstanceOf(IllegalStateException.class);
        mine.rollback();
        mine.close();
    }

    @Test
    void aTransactionIsPutsOrTakes() {
        putTexts(0, 1);
        if (!mixesPutsAndTakes()) {
            assertThatThrownBy(() -> transact(() -> {
                        channel.put(TestEvents.event("a"));
                        channel.take();
                    }))
                    .isInstanceOf(ChannelException.class);
            assertThatThrownBy(() -> transact(() -> {
                        channel.take();
                        channel.put(TestEvents.event("a"));
                    }))
                    .isInstanceOf(ChannelException.class);
        }
        assertThat(drain()).containsExactly("e0");
    }

    @Test
    void refusesMoreThanItsCapacityAndGoesOnWhenThereIsRoom() {
        putTexts(0, 10);
        putTexts(10, 20);
        assertThatThrownBy(() -> putTexts(20, 21)).isInstanceOf(ChannelFullException.class);
        assertThat(take(3)).isEqualTo(TestEvents.texts(0, 3));
        assertThatThrownBy(() -> putTexts(20, 24)).isInstanceOf(ChannelFullException.class);
        putTexts(20, 23);

        assertThat(drain()).isEqualTo(TestEvents.texts(3, 23));
    }

    @Test
    void eventsThatAreTakenAndNotCommittedTakeRoom() throws Exception {
        putTexts(0, 10);
        putTexts(10, 20);
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        takeNow(5);
        Future<?> put = others.submit(() -> putTexts(20, 21));
        assertThatThrownBy(put::get).hasCauseInstanceOf(ChannelFullException.class);
        transaction.rollback();
        transaction.close();

        assertThat(drain()).isEqualTo(TestEvents.texts(0, 20));
    }

    @Test
    void refusesMoreThanATransactionMayPut() {
        assertThatThrownBy(() -> putTexts(0, TRANSACTION_CAPACITY + 1)).isInstanceOf(ChannelException.class);
        assertThat(drain()).isEmpty();
        putTexts(0, TRANSACTION_CAPACITY);
        assertThat(drain()).hasSize(TRANSACTION_CAPACITY);
    }

    @Test
    void refusesMoreThanATransactionMayTake() {
        putTexts(0, 10);
        putTexts(10, 12);
        assertThatThrownBy(() -> take(TRANSACTION_CAPACITY + 1)).isInstanceOf(ChannelException.class);
        assertThat(drain()).isEqualTo(TestEvents.texts(0, 12));
    }

    @Test
    void aPutWaitsForRoom() throws Exception {
        restartWithKeepAlive(20);
        putTexts(0, 10);
        putTexts(10, 20);
        Future<?> put = others.submit(() -> putTexts(20, 21));
        assertThat(take(1)).containsExactly("e0");
        put.get();

        assertThat(take(10)).isEqualTo(TestEvents.texts(1, 11));
        assertThat(take(10)).isEqualTo(TestEvents.texts(11, 21));
    }

    @Test
    void aTakeWaitsForAnEvent() throws Exception {
        restartWithKeepAlive(20);
        assumeTrue(waitsForEvents());
        Future<List<String>> take = others.submit(() -> take(1));
        putTexts(0, 1);

        assertThat(take.get()).containsExactly("e0");
    }

    private void restartWithKeepAlive(int seconds) {
        channel.stop();
        channel = started(seconds);
    }

    @Test
    void severalTakersGetEachEventOnce() throws Exception {
        int takers = 4;
        int events = 400;
        List<String> all = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> running = new ArrayList<>();
        for (int taker = 0; taker < takers; taker++) {
            running.add(others.submit(() -> {
                while (all.size() < events) {
                    all.addAll(take(3));
                }
            }));
        }
        for (int id = 0; id < events; ) {
            int next = id;
            try {
                putTexts(next, next + 4);
                id += 4;
            } catch (ChannelFullException full) {
                Thread.onSpinWait();
            }
        }
        for (Future<?> taker : running) {
            taker.get();
        }
        assertThat(all).hasSize(events);
        assertThat(new HashSet<>(all)).hasSize(events);
    }

    @Test
    void keepsEventsWhileItIsStopped() {
        putTexts(0, 3);
        restartWithKeepAlive(0);

        assertThat(drain()).isEqualTo(isDurable() ? TestEvents.texts(0, 3) : List.of());
    }

    @Test
    void aLargeEventPasses() {
        byte[] body = "0123456789".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        put(EventBuilder.withBody(body));

        transact(() -> assertThat(takeNow(1).get(0).getBody()).isEqualTo(body));
    }

    /** What a source or a sink gets where it is interrupted: an event is stored or not, and none is lost. */
    @Test
    void anInterruptedThreadLosesNothing() {
        assumeTrue(survivesInterrupts());
        putTexts(0, 2);
        Thread.currentThread().interrupt();
        int stored;
        try {
            putTexts(2, 3);
            stored = 3;
        } catch (ChannelException refused) {
            stored = 2;
        }
        boolean kept = Thread.interrupted();
        assertThat(kept).isTrue();
        assertThat(drain()).isEqualTo(TestEvents.texts(0, stored));
    }

    static String seconds(int keepAlive) {
        return Duration.ofSeconds(keepAlive).toSeconds() + "s";
    }
}
