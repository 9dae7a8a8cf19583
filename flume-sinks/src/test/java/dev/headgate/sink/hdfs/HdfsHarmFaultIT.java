package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.Hdfs;
import dev.headgate.testbed.Hdfs.Harm;
import dev.headgate.testbed.HdfsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does harm to an HDFS of its own while a sink delivers from a journal: in the end all events are there, each once. */
class HdfsHarmFaultIT {
    private static final int EVENTS = 1000;

    /** So large that files are begun, and not only waiting in memory, when the harm is done. */
    private static final String REST = " ".repeat(2000);

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Map<String, Integer> put = new HashMap<>();

    @Test
    void landsEachEventOnceWhateverHappensToHdfs(@TempDir Path folder) throws IOException {
        try (Hdfs hdfs = Hdfs.start(Path.of(System.getProperty("headgate.home")), folder.resolve("hdfs"), 2, LONG);
                JournalRun run = start(hdfs, folder, "harm")) {
            dataNodesSyncWhatTheyAreTold(hdfs, folder);
            write(run, "harm");
            hdfs.suffer(Harm.RESTART_NAMENODE);
            deliver(run);

            write(run, "harm");
            hdfs.suffer(Harm.ENTER_SAFEMODE);
            run.turns(3);
            hdfs.suffer(Harm.LEAVE_SAFEMODE);
            deliver(run);

            hdfs.suffer(Harm.FILL_DATANODES);
            run.put(events("harm"));
            await().atMost(LONG).until(() -> {
                run.turn();
                return run.reason().contains("make room on their disks");
            });
            assertThat(run.waiting()).isEqualTo(EVENTS);
            hdfs.suffer(Harm.EMPTY_DATANODES);
            deliver(run);

            write(run, "harm");
            hdfs.suffer(Harm.STOP_DATANODE);
            deliver(run);

            assertAllOnce(hdfs, "harm");
            twoProcessesOfOneWriterDoNoHarmWhenALeaseRunsOut(hdfs, folder);
            waitsForANameNodeThatIsAwayForLong(hdfs, folder);
            stopsInTimeThoughTheNameNodeIsAway(hdfs, folder);
            keepsAllWhileTheQuotaIsExceeded(hdfs, folder);
            losesNothingWhileNoDataNodeIsLeft(hdfs, run);
        }
    }

    private void dataNodesSyncWhatTheyAreTold(Hdfs hdfs, Path folder) throws IOException {
        long copies = 2;
        long filesAndManifest = 4;

        assertThat(syncsOf(hdfs, folder, "flushed", "hflush")).isZero();
        assertThat(syncsOf(hdfs, folder, "synced", "hsync")).isGreaterThanOrEqualTo(copies * filesAndManifest);
    }

    private long syncsOf(Hdfs hdfs, Path folder, String name, String flush) throws IOException {
        long before = hdfs.syncs();
        try (JournalRun run = start(hdfs, folder, name, Map.of("flush", flush))) {
            write(run, name);
            deliver(run);
        }
        return hdfs.syncs() - before;
    }

    private void keepsAllWhileTheQuotaIsExceeded(Hdfs hdfs, Path folder) throws IOException {
        try (DistributedFileSystem fileSystem =
                        (DistributedFileSystem) FileSystem.newInstance(hdfs.uri(), new Configuration());
                JournalRun run = start(hdfs, folder, "quota")) {
            org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path("/quota");
            fileSystem.mkdirs(root);
            fileSystem.setQuota(root, 2, HdfsConstants.QUOTA_DONT_SET);
            run.put(events("quota")).turns(3);
            assertThat(run.waiting()).isEqualTo(EVENTS);
            assertThat(run.reason()).contains("quota", "Raise the quota");

            fileSystem.setQuota(root, HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_RESET);
            deliver(run);
            assertAllOnce(hdfs, "quota");
        }
    }

    /** The first holds its lock and has written an epoch when its lease runs out, as after a long pause of its process. */
    private void twoProcessesOfOneWriterDoNoHarmWhenALeaseRunsOut(Hdfs hdfs, Path folder) throws IOException {
        Path pause = folder.resolve("pause");
        Path log = folder.resolve("first.log");
        String path = hdfs.uri() + "/alike";
        Process first = KilledSinkProcess.begin(
                List.of(folder.resolve("first").toString(), path, "0", "50", "FILES_CLOSED@" + pause), log);
        await().atMost(LONG).until(() -> Files.exists(pause));
        JournalRun second = JournalRun.start(
                folder.resolve("second"),
                Map.of("path", path, "writer", "w", "columns", "origin,sequence", "hadoop.dfs.replication", "1"),
                Clock.systemUTC(),
                Step.Watch.NONE);
        try (second) {
            second.put(SinkRun.event("second", Map.of("origin", "b", "sequence", "50")))
                    .turn();
            assertThat(second.reason()).contains("writer 'w' is taken", "of process " + first.pid());

            hdfs.suffer(Harm.EXPIRE_LEASES);
            await().atMost(LONG).until(() -> second.turn() == Status.READY);
            hdfs.suffer(Harm.KEEP_LEASES);
            Files.delete(pause);
            await().atMost(LONG).until(() -> Files.readString(log).contains("another sink took this one for gone"));
            second.turns(1).stopSink();
            assertThat(second.waiting()).isZero();
            await().atMost(LONG).until(() -> !first.isAlive());
        } finally {
            first.destroyForcibly();
        }
        List<String> sequences = sequences(hdfs, "alike");
        assertThat(sequences)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(0, 50).mapToObj(Integer::toString).toList());
    }

    private void waitsForANameNodeThatIsAwayForLong(Hdfs hdfs, Path folder) throws IOException {
        try (JournalRun run = start(hdfs, folder, "away", Map.of("store-timeout", "2s"))) {
            write(run, "away");
            hdfs.suffer(Harm.STOP_NAMENODE);
            await().atMost(LONG).until(() -> {
                run.turn();
                return !run.reason().isEmpty();
            });
            run.turns(4);
            assertThat(run.shown("Waiting")).isEqualTo(1);
            await().atMost(LONG).until(() -> threads("out-in-away") <= 1);
            hdfs.suffer(Harm.RESTART_NAMENODE);
            deliver(run);
        }
        assertAllOnce(hdfs, "away");
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }

    private void stopsInTimeThoughTheNameNodeIsAway(Hdfs hdfs, Path folder) throws IOException {
        JournalChannel journal = JournalRun.journal(folder.resolve("stopped"), Map.of());
        Map<String, String> keys = keys(hdfs, "stopped", Map.of("stop-timeout", "2s"));
        try (JournalRun run = JournalRun.start(journal, keys, Clock.systemUTC(), Step.Watch.NONE)) {
            write(run, "stopped");
            hdfs.suffer(Harm.STOP_NAMENODE);
            assertThat(CompletableFuture.runAsync(run::stopSink)).succeedsWithin(Duration.ofSeconds(30));
            assertThat(run.waiting()).isEqualTo(EVENTS);
            hdfs.suffer(Harm.RESTART_NAMENODE);
            deliver(JournalRun.start(journal, keys, Clock.systemUTC(), Step.Watch.NONE));
        }
        assertAllOnce(hdfs, "stopped");
    }

    private void losesNothingWhileNoDataNodeIsLeft(Hdfs hdfs, JournalRun run) {
        hdfs.suffer(Harm.STOP_DATANODE);
        run.put(events("harm"));

        await().atMost(LONG).until(() -> {
            run.turn();
            return !run.reason().isEmpty();
        });
        assertThat(run.waiting()).isEqualTo(EVENTS);
    }

    /** Puts events and lets the sink write them into files that are not published yet. */
    private void write(JournalRun run, String name) {
        run.put(events(name)).turns(2);
        assertThat(run.waiting()).isPositive();
    }

    private static void deliver(JournalRun run) {
        await().atMost(LONG).until(() -> {
            run.turn();
            return run.waiting() == 0;
        });
    }

    private static JournalRun start(Hdfs hdfs, Path folder, String name) {
        return start(hdfs, folder, name, Map.of());
    }

    private static JournalRun start(Hdfs hdfs, Path folder, String name, Map<String, String> more) {
        return JournalRun.start(folder.resolve(name), keys(hdfs, name, more), Clock.systemUTC(), Step.Watch.NONE);
    }

    private static Map<String, String> keys(Hdfs hdfs, String name, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", hdfs.uri() + "/" + name + "/%{stream}",
                "writer", "w",
                "columns", "origin,sequence",
                "roll-age", "2s",
                "batch-events", "400",
                "hadoop.dfs.client.block.write.replace-datanode-on-failure.enable", "false",
                "hadoop.dfs.replication", "2"));
        keys.putAll(more);
        return keys;
    }

    private List<Event> events(String name) {
        int from = put.getOrDefault(name, 0);
        put.put(name, from + EVENTS);
        return IntStream.range(from, from + EVENTS)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i + REST,
                        Map.of("stream", "s" + i % 3, "origin", name, "sequence", Integer.toString(i))))
                .toList();
    }

    /** What landed; the client may try a connection first that ended with the NameNode. */
    private static List<String> sequences(Hdfs hdfs, String name) {
        return await().atMost(LONG)
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> read(hdfs, name), sequences -> true);
    }

    private static List<String> read(Hdfs hdfs, String name) throws IOException {
        List<String> sequences = new ArrayList<>();
        new HdfsReader(hdfs.uri(), "/" + name).read(landed -> sequences.add(landed.sequence()));
        return sequences;
    }

    private void assertAllOnce(Hdfs hdfs, String name) {
        assertThat(sequences(hdfs, name))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, put.getOrDefault(name, 0))
                        .mapToObj(Integer::toString)
                        .toList());
    }
}
