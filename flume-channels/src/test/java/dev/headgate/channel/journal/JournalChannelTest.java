package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.transact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.progress.EventCursor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.flume.ChannelException;
import org.apache.flume.ChannelFullException;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalChannelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final List<JournalChannel> channels = new ArrayList<>();

    @AfterEach
    void stopAll() {
        channels.forEach(JournalChannel::stop);
    }

    private JournalChannel configured(String... keysAndValues) {
        Map<String, String> keys = new HashMap<>();
        keys.put("directories", folder.resolve("journal").toString());
        keys.put("segment-size", "64KB");
        keys.put("reserve", "0B");
        keys.put("keep-alive", "0s");
        for (int index = 0; index < keysAndValues.length; index += 2) {
            keys.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        JournalChannel channel = new JournalChannel();
        channel.setName("journal");
        Configurables.configure(channel, new Context(keys));
        channels.add(channel);
        return channel;
    }

    private JournalChannel started(String... keysAndValues) {
        JournalChannel channel = configured(keysAndValues);
        channel.start();
        return channel;
    }

    private static void put(JournalChannel channel, Event... events) {
        transact(channel, () -> List.of(events).forEach(channel::put));
    }

    private static List<String> drain(JournalChannel channel) {
        List<String> texts = new ArrayList<>();
        transact(channel, () -> {
            for (Event event = channel.take(); event != null; event = channel.take()) {
                texts.add(TestEvents.text(event));
            }
        });
        return texts;
    }

    @Test
    void refusesToStartAndTellsAllProblemsAtOnce() {
        JournalChannel channel = configured(
                "directories", "", "segment-size", "1KB", "capcity", "5", "keep-alive", "soon", "sync", "sometimes");

        assertThatThrownBy(channel::start)
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("segment-size")
                .hasMessageContaining("capcity")
                .hasMessageContaining("capacity")
                .hasMessageContaining("keep-alive")
                .hasMessageContaining("sync")
                .hasMessageContaining("directories");
        assertThatThrownBy(channel::getTransaction).hasMessageContaining("is not started");
    }

    @Test
    void refusesAFolderThatIsNamedTwice() {
        JournalChannel channel = configured("directories", folder.resolve("a") + "," + folder.resolve("b/../a"));

        assertThatThrownBy(channel::start).hasMessageContaining("twice");
    }

    @Test
    void isADeclaredComponent() {
        assertThat(ServiceLoader.load(DeclaredComponent.class))
                .anyMatch(component -> component.options().type().equals(JournalChannel.class.getName()));
    }

    @Test
    void isReloadedAsFlumeDoesIt() {
        JournalChannel old = started();
        put(old, TestEvents.event("a"));
        JournalChannel fresh = configured();
        assertThatThrownBy(fresh::start).isInstanceOf(ChannelException.class).hasMessageContaining("in use by");
        old.stop();
        fresh.start();

        assertThat(drain(fresh)).containsExactly("a");
        assertThatThrownBy(old::getTransaction).hasMessageContaining("is not started");
    }

    @Test
    void aStoppedChannelStartsAgain() {
        JournalChannel channel = started();
        put(channel, TestEvents.event("a"));
        channel.stop();
        channel.stop();
        channel.start();

        assertThat(drain(channel)).containsExactly("a");
    }

    @Test
    void aTransactionThatIsOpenWhenItStopsChangesNothing() {
        JournalChannel channel = started();
        put(channel, TestEvents.event("a"));
        Transaction take = channel.getTransaction();
        take.begin();
        assertThat(channel.take()).isNotNull();
        channel.stop();

        assertThatThrownBy(take::commit).isInstanceOf(ChannelException.class).hasMessageContaining("is closed");
        take.rollback();
        take.close();
        channel.start();
        assertThat(drain(channel)).containsExactly("a");
    }

    @Test
    void aRefusedCommitIsRolledBackAndTheNextOneIsWhole() {
        JournalChannel channel = started("capacity", "3");
        put(channel, TestEvents.event("a"), TestEvents.event("b"));
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> put(channel, TestEvents.event("c"), TestEvents.event("d")))
                    .isInstanceOf(ChannelFullException.class)
                    .hasMessageContaining("Channel 'journal' is full")
                    .hasMessageContaining("capacity of 3 events");
        }
        put(channel, TestEvents.event("e"));
        assertThat(drain(channel)).containsExactly("a", "b", "e");
    }

    @Test
    void aFullCommitMayBeTriedAgainInItsTransaction() {
        JournalChannel channel = started("capacity", "2");
        put(channel, TestEvents.fed("f", 0));
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        channel.put(TestEvents.fed("f", 0));
        channel.put(TestEvents.fed("f", 1));
        channel.put(TestEvents.fed("f", 2));
        assertThatThrownBy(transaction::commit).isInstanceOf(ChannelFullException.class);
        List<String> taken = new ArrayList<>();
        Thread taker = new Thread(() -> taken.addAll(drain(channel)));
        taker.start();
        try {
            taker.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        transaction.commit();
        transaction.close();

        assertThat(taken).containsExactly("f:0");
        assertThat(drain(channel)).containsExactly("f:1", "f:2");
    }

    @Test
    void refusesAnEventThatIsTooLargeAndKeepsTheOthers() {
        JournalChannel channel = started("max-event-size", "1KB");
        assertThatThrownBy(() -> put(channel, TestEvents.event("a"), TestEvents.sized("b", 2000)))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("max-event-size, 1024 bytes");
        transact(channel, () -> {
            channel.put(TestEvents.event("c"));
            assertThatThrownBy(() -> channel.put(TestEvents.sized("d", 2000))).isInstanceOf(ChannelException.class);
            channel.put(TestEvents.event("e"));
        });

        assertThat(drain(channel)).containsExactly("c", "e");
    }

    @Test
    void refusesTakesWhileACursorReads() throws Exception {
        JournalChannel channel = started();
        put(channel, TestEvents.event("a"));
        EventCursor cursor = channel.openCursor("hdfs");
        assertThatThrownBy(() -> drain(channel))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("'hdfs' reads the channel through a cursor");
        assertThatThrownBy(() -> channel.openCursor("kafka")).hasMessageContaining("'hdfs'");
        assertThat(cursor.next(10, Duration.ZERO)).hasSize(1);
        cursor.close();

        assertThat(drain(channel)).containsExactly("a");
    }

    @Test
    void aReadOnlyStopClosesTheCursorToo() throws Exception {
        JournalChannel channel = started();
        put(channel, TestEvents.event("a"), TestEvents.event("b"));
        EventCursor cursor = channel.openCursor("hdfs");
        long first = cursor.next(10, Duration.ZERO).get(0).position();
        channel.stop();
        assertThatThrownBy(() -> cursor.acknowledge(first)).hasMessageContaining("is closed");
        cursor.close();
        channel.start();

        assertThat(drain(channel)).containsExactly("a", "b");
    }

    @Test
    void spreadsOverSeveralFoldersAndFindsAllOfThemAgain() throws Exception {
        String folders = folder.resolve("one") + "," + folder.resolve("two");
        JournalChannel channel = started("directories", folders);
        for (int id = 0; id < 20; id++) {
            put(channel, TestEvents.sized("e" + id, 20_000));
        }
        channel.stop();
        Path moved = folder.resolve("two");
        for (Path file : new LocalDisk().list(folder.resolve("one"))) {
            if (SegmentName.of(file).map(name -> name.number() % 2 == 0).orElse(false)) {
                java.nio.file.Files.move(file, moved.resolve(file.getFileName()));
            }
        }
        JournalChannel again = started("directories", folders);

        assertThat(drain(again)).isEqualTo(TestEvents.texts(0, 20));
    }

    @Test
    void showsItselfInJmx() throws Exception {
        JournalChannel channel = started("capacity", "1000");
        put(channel, TestEvents.fed("f", 1), TestEvents.sized("a", 1000), TestEvents.event("b"));
        put(channel, TestEvents.fed("f", 1));
        transact(channel, channel::take);

        assertThat(attribute("ChannelCapacity")).isEqualTo(1000L);
        assertThat(attribute("ChannelSize")).isEqualTo(2L);
        assertThat((double) attribute("ChannelFillPercentage")).isBetween(0.1, 0.3);
        assertThat((long) attribute("DepthBytes")).isBetween(1000L, 1100L);
        assertThat((long) attribute("DiskBytes")).isGreaterThanOrEqualTo(64L << 10);
        assertThat((double) attribute("OldestEventAgeSeconds")).isBetween(0.0, 60.0);
        assertThat((long) attribute("SyncCount")).isGreaterThanOrEqualTo(2L);
        assertThat((double) attribute("EventsPerSync")).isPositive();
        assertThat((double) attribute("CommitsPerSync")).isPositive();
        assertThat((double) attribute("SyncMeanMillis")).isPositive();
        assertThat((double) attribute("SyncSlowestMillis")).isPositive();
        assertThat(attribute("RepeatsDroppedCount")).isEqualTo(1L);
        assertThat(attribute("QuarantinedCount")).isEqualTo(0L);
        assertThat(attribute("EventPutAttemptCount")).isEqualTo(4L);
        assertThat(attribute("EventPutSuccessCount")).isEqualTo(3L);
        assertThat(attribute("EventTakeSuccessCount")).isEqualTo(1L);

        EventCursor cursor = channel.openCursor("hdfs");
        cursor.acknowledge(cursor.next(2, Duration.ZERO).get(1).position());
        assertThat(attribute("EventTakeSuccessCount")).isEqualTo(3L);
        assertThat(attribute("ChannelSize")).isEqualTo(0L);
        assertThat(attribute("OldestEventAgeSeconds")).isEqualTo(0.0);
        channel.stop();
        assertThat(attribute("ChannelSize")).isEqualTo(0L);
    }

    private static Object attribute(String name) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        return server.getAttribute(new ObjectName("org.apache.flume.channel:type=journal"), name);
    }

    @Test
    void namesItsSequenceOfPositions() {
        JournalChannel channel = started();
        String id = channel.journalId();
        channel.stop();
        channel.start();
        assertThat(channel.journalId()).isEqualTo(id);
        assertThat(started("directories", folder.resolve("other").toString()).journalId())
                .isNotEqualTo(id);
    }

    @Test
    void asksNothingOfAnEventButItsBytes() {
        JournalChannel channel = started();
        Event event = TestEvents.event("a");
        event.getHeaders().put("null", null);
        put(channel, event);

        transact(channel, () -> {
            Event taken = channel.take();
            assertThat(taken.getHeaders()).isEmpty();
        });
    }
}
