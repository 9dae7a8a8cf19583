package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.Hdfs;
import dev.headgate.testbed.Hdfs.Harm;
import dev.headgate.testbed.HdfsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
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
            keepsAllWhileTheQuotaIsExceeded(hdfs, folder);
            losesNothingWhileNoDataNodeIsLeft(hdfs, run);
        }
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

    private JournalRun start(Hdfs hdfs, Path folder, String name) {
        Map<String, String> keys = Map.of(
                "path", hdfs.uri() + "/" + name + "/%{stream}",
                "writer", "w",
                "columns", "origin,sequence",
                "roll-age", "2s",
                "batch-events", "400",
                "hadoop.dfs.client.block.write.replace-datanode-on-failure.enable", "false",
                "hadoop.dfs.replication", "2");
        return JournalRun.start(folder.resolve(name), keys, Clock.systemUTC(), Step.Watch.NONE);
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

    private void assertAllOnce(Hdfs hdfs, String name) throws IOException {
        List<String> sequences = new ArrayList<>();
        new HdfsReader(hdfs.uri(), "/" + name).read(landed -> sequences.add(landed.sequence()));
        assertThat(sequences)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, put.getOrDefault(name, 0))
                        .mapToObj(Integer::toString)
                        .toList());
    }
}
