package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCountsTest {
    private static final String FIRST = "20260329T010203-w-1-8f3c9a61d0b2e47f-000000000001-000000000007.txt";
    private static final String THIRD = "20260329T010403-w-1-8f3c9a61d0b2e47f-000000000011-000000000013.txt";
    private static final String SECOND = "20260329T010303-w-1-8f3c9a61d0b2e47f-000000000008-000000000010.txt";

    private FileSystem fileSystem;
    private Path root;

    @BeforeEach
    void takeFolder(@TempDir java.nio.file.Path folder) throws IOException {
        fileSystem = FileSystem.newInstance(folder.toUri(), new Configuration());
        root = new Path(folder.toUri());
        Files.createDirectories(folder.resolve("web"));
        Files.createDirectories(folder.resolve("app"));
    }

    @Test
    void addsUpWhatLandsInEachFolder() throws IOException {
        AuditCounts counts = counts("w-1");
        counts.add(List.of(file("web/" + FIRST, 7, 70), file("web/" + SECOND, 3, 30), file("app/" + FIRST, 1, 10)));
        counts.add(List.of(file("app/" + SECOND, 2, 20)));

        assertThat(names("web"))
                .containsExactly(
                        "_headgate,writer=w-1,events=10,bytes=100,upto=8f3c9a61d0b2e47f-000000000008-000000000010.txt");
        assertThat(names("app"))
                .containsExactly(
                        "_headgate,writer=w-1,events=3,bytes=30,upto=8f3c9a61d0b2e47f-000000000008-000000000010.txt");
    }

    @Test
    void countsNothingTwice() throws IOException {
        List<StagedFile> landed = List.of(file("web/" + FIRST, 7, 70), file("web/" + SECOND, 3, 30));
        AuditCounts counts = counts("w-1");
        counts.add(landed);
        counts.add(landed);
        counts("w-1").add(landed);

        assertThat(names("web")).singleElement().asString().contains("events=10,bytes=100");
    }

    /** As where a first try is given up that the store goes on with. */
    @Test
    void findsWhatIsCountedMeanwhile() throws IOException {
        AuditCounts counts = counts("w-1");
        counts.add(List.of(file("web/" + FIRST, 7, 70)));
        List<StagedFile> landed = List.of(file("web/" + SECOND, 3, 30));
        counts("w-1").add(landed);

        counts.add(landed);

        assertThat(names("web")).singleElement().asString().contains("events=10,bytes=100");
    }

    @Test
    void goesOnFromACountThatSomebodyCorrected() throws IOException {
        AuditCounts counts = counts("w-1");
        counts.add(List.of(file("web/" + FIRST, 7, 70)));
        String name = names("web").get(0);
        fileSystem.rename(
                new Path(root, "web/" + name), new Path(root, "web/" + name.replace("events=7,", "events=6,")));

        counts.add(List.of(file("web/" + SECOND, 3, 30)));

        assertThat(names("web")).singleElement().asString().contains("events=9,bytes=100");
    }

    @Test
    void keepsTheCountsOfWritersApart() throws IOException {
        counts("w-1").add(List.of(file("web/" + FIRST, 7, 70)));
        counts("w").add(List.of(file("web/" + FIRST.replace("-w-1-", "-w-"), 3, 30)));

        assertThat(names("web"))
                .hasSize(2)
                .anySatisfy(name -> assertThat(name).contains("writer=w,events=3,"))
                .anySatisfy(name -> assertThat(name).contains("writer=w-1,events=7,"));
    }

    @Test
    void beginsAnewWhereSomebodyRemovedTheCount() throws IOException {
        AuditCounts counts = counts("w-1");
        counts.add(List.of(file("web/" + FIRST, 7, 70)));
        fileSystem.delete(new Path(root, "web/" + names("web").get(0)), false);

        counts.add(List.of(file("web/" + SECOND, 3, 30)));

        assertThat(names("web")).singleElement().asString().contains("events=3,bytes=30");
    }

    /** As in an object store, where the new count is written before the old one is removed. */
    @Test
    void believesTheLargerOfTwoCounts() throws IOException {
        for (int events : new int[] {7, 10}) {
            String upTo = events == 7 ? FIRST : SECOND;
            AuditCount count = AuditCount.none("w-1").plus(file("web/" + upTo, events, 70), upTo);
            fileSystem.create(new Path(root, "web/" + count.name())).close();
        }

        counts("w-1").add(List.of(file("web/" + THIRD, 3, 30)));

        assertThat(names("web")).singleElement().asString().contains("events=13,");
    }

    private AuditCounts counts(String writer) {
        return new AuditCounts(fileSystem, root, writer);
    }

    private static StagedFile file(String target, long events, long bytes) {
        return new StagedFile("file-1", target, events, bytes);
    }

    private List<String> names(String folder) throws IOException {
        return Arrays.stream(fileSystem.listStatus(new Path(root, folder)))
                .map(FileStatus::getPath)
                .map(Path::getName)
                .filter(name -> name.startsWith("_"))
                .toList();
    }
}
