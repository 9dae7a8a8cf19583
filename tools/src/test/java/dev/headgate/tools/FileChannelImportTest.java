package dev.headgate.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.channel.journal.JournalChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.flume.Transaction;
import org.apache.flume.channel.file.FileChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving real stock file channels into journals. */
class FileChannelImportTest {
    private Path folder;
    private Path checkpoint;
    private Path data;
    private Path secondData;
    private Path journal;

    @BeforeEach
    void nameTheFolders(@TempDir Path folder) {
        this.folder = folder;
        checkpoint = folder.resolve("checkpoint");
        data = folder.resolve("data-a");
        secondData = folder.resolve("data-b");
        journal = folder.resolve("journal");
    }

    @AfterEach
    void awaitSpares() {
        Channels.awaitSpares();
    }

    @Test
    void movesWhatIsNotDelivered() throws IOException {
        fillFileChannel(5000, 1234);
        Map<String, Long> before = filesOfTheFileChannel();

        CommandRun run = importing();

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("All 3,766 events").contains(checkpoint.toString(), secondData.toString());
        assertThat(filesOfTheFileChannel()).isEqualTo(before);
        assertThat(journal.resolve("file-channel-import")).doesNotExist();
        assertThat(CommandRun.journal("verify", journal).status()).isZero();
        assertThat(delivered()).isEqualTo(Channels.bodies(1234, 5000));
    }

    @Test
    void storesEachEventOnceWhenItIsRunAgain() {
        fillFileChannel(3000, 0);
        importing();

        CommandRun again = importing();

        assertThat(again.out()).contains("All 3,000 events", "3,000 of them were there");
        assertThat(delivered()).isEqualTo(Channels.bodies(0, 3000));
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        fillFileChannel(10_000, 500);
        for (int batches : new int[] {1, 4, 6}) {
            FileChannelImport stopped = new FileChannelImport(
                    new FileChannelFolders(checkpoint, List.of(data, secondData)),
                    List.of(journal),
                    stopAfter(batches));
            assertThatThrownBy(stopped::run).isInstanceOf(Stopped.class);
        }
        Files.createDirectories(journal.resolve("file-channel-import/data-0"));
        Files.writeString(journal.resolve("file-channel-import/data-0/log-1"), "left behind by a kill");

        CommandRun run = importing();

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("All 9,500 events", "6,000 of them were there");
        assertThat(delivered()).isEqualTo(Channels.bodies(500, 10_000));
    }

    @Test
    void bringsBackWhatAKilledAgentHadTakenAndNotCommitted() {
        FileChannel running = Channels.file(checkpoint, data, secondData);
        Channels.put(running, 0, 1000);
        Transaction open = running.getTransaction();
        open.begin();
        for (int taken = 0; taken < 50; taken++) {
            running.take();
        }
        open.rollback();
        open.close();
        running.stop();

        importing();

        assertThat(delivered()).containsExactlyInAnyOrderElementsOf(Channels.bodies(0, 1000));
    }

    @Test
    void anotherFillingOfTheSameFoldersIsAnotherQueue() {
        fillFileChannel(300, 0);
        importing();
        FileChannel running = Channels.file(checkpoint, data, secondData);
        Channels.take(running, 300);
        Channels.put(running, 300, 500);
        running.stop();

        importing();

        assertThat(delivered()).isEqualTo(Channels.bodies(0, 500));
    }

    @Test
    void comesBehindWhatTheJournalHolds() {
        JournalChannel channel = Channels.journal(journal);
        Channels.put(channel, 0, 2000);
        channel.stop();
        FileChannel file = Channels.file(checkpoint, data, secondData);
        Channels.put(file, 2000, 2500);
        file.stop();

        assertThat(importing().status()).isZero();

        assertThat(delivered()).isEqualTo(Channels.bodies(0, 2500));
    }

    @Test
    void readsTheLogsWhereTheCheckpointIsGone() throws IOException {
        fillFileChannel(2000, 700);
        Files.delete(checkpoint.resolve("checkpoint"));
        Files.delete(checkpoint.resolve("checkpoint.meta"));

        assertThat(importing().status()).isZero();

        assertThat(delivered()).isEqualTo(Channels.bodies(700, 2000));
    }

    @Test
    void refusesAFileChannelThatRuns() {
        FileChannel running = Channels.file(checkpoint, data, secondData);
        Channels.put(running, 0, 10);

        CommandRun run = importing();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("an agent has it. Stop the agent first.");
        running.stop();
    }

    @Test
    void refusesAJournalInUse() {
        fillFileChannel(10, 0);
        JournalChannel running = Channels.journal(journal);

        CommandRun run = importing();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("in use by");
        running.stop();
    }

    @Test
    void refusesFoldersThatAreNoneOfAFileChannel() {
        fillFileChannel(10, 0);

        assertThat(CommandRun.importing(folder.resolve("no"), data, journal).err())
                .contains("there is no such folder");
        assertThat(CommandRun.importing(checkpoint, checkpoint, journal).err()).contains("there is no log-1");
        assertThat(CommandRun.journal("import", "--file-channel", checkpoint, data)
                        .status())
                .isEqualTo(2);
        assertThat(journal).doesNotExist();
    }

    @Test
    void doesNotStopInSilenceWhereADataFolderWasLeftOut() {
        fillFileChannel(1000, 0);

        CommandRun run = CommandRun.importing(checkpoint, data, journal);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private CommandRun importing() {
        return CommandRun.journal("import", "--file-channel", checkpoint, data, secondData, journal);
    }

    private void fillFileChannel(int puts, int takes) {
        FileChannel channel = Channels.file(checkpoint, data, secondData);
        Channels.put(channel, 0, puts);
        Channels.take(channel, takes);
        channel.stop();
    }

    private List<String> delivered() {
        JournalChannel channel = Channels.journal(journal);
        List<String> all = Channels.take(channel, Integer.MAX_VALUE);
        channel.stop();
        return all;
    }

    /** Name and check value of every file. */
    private Map<String, Long> filesOfTheFileChannel() throws IOException {
        Map<String, Long> contents = new TreeMap<>();
        for (Path part : List.of(checkpoint, data, secondData)) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    java.util.zip.CRC32 check = new java.util.zip.CRC32();
                    check.update(Files.readAllBytes(file));
                    contents.put(file.toString(), check.getValue());
                }
            }
        }
        return contents;
    }

    /** What a kill is to the import: nothing behind it is run. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static LongConsumer stopAfter(int batches) {
        int[] left = {batches};
        return events -> {
            if (--left[0] == 0) {
                throw new Stopped();
            }
        };
    }
}
