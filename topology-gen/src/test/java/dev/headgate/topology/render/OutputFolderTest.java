package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    private static final Deployment SMALL = Written.SMALL.compile().get();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSecondRunChangesNoByteAndNoTime() throws IOException {
        Path out = folder.resolve("new/out");
        assertThat(SMALL.writeTo(out).added())
                .containsExactlyElementsOf(SMALL.files().keySet());
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        for (Path file : files(out)) {
            Files.setLastModifiedTime(file, longAgo);
        }

        Changes second = SMALL.writeTo(out);

        assertThat(second.unchanged()).containsExactlyElementsOf(SMALL.files().keySet());
        assertThat(files(out))
                .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo));
        assertThat(files(out)).hasSize(SMALL.files().size());
    }

    @Test
    void writesOnlyWhatDiffersAndLeavesWhatIsNotItsOwn() throws IOException {
        SMALL.writeTo(folder);
        Path conf = folder.resolve("agents/store-01/flume.conf");
        Files.writeString(conf, "edited");
        Files.writeString(folder.resolve("agents/store-01/notes.txt"), "mine");

        Changes changes = SMALL.writeTo(folder);

        assertThat(changes.changed()).containsExactly("agents/store-01/flume.conf");
        assertThat(conf).hasContent(SMALL.files().getOrDefault("agents/store-01/flume.conf", ""));
        assertThat(folder.resolve("agents/store-01/notes.txt")).hasContent("mine");
    }

    @Test
    void namesFilesOfAgentsThatAreNoLongerThereAndKeepsThem() throws IOException {
        Written.SMALL
                .with("web-[1-3]", "web-[1-5]")
                .with("store-[1-3]", "store-[1-4]")
                .compile()
                .get()
                .writeTo(folder);

        Changes changes = SMALL.writeTo(folder);

        assertThat(changes.abandoned())
                .containsExactly(
                        "agents/store-04/flume-env.sh",
                        "agents/store-04/flume.conf",
                        "agents/store-04/headgate-store-04.service",
                        "agents/store-04/log4j2.xml",
                        "app-servers/web-4/flume-client.properties",
                        "app-servers/web-4/log4j2-flume.xml",
                        "app-servers/web-5/flume-client.properties",
                        "app-servers/web-5/log4j2-flume.xml");
        assertThat(folder.resolve("agents/store-04/flume.conf")).exists();
    }

    @Test
    void comparingWritesNothing() throws IOException {
        assertThat(SMALL.compareWith(folder.resolve("out")).added())
                .hasSize(SMALL.files().size());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "a file");

        assertThatThrownBy(() -> SMALL.writeTo(file)).isInstanceOf(NotDirectoryException.class);
        assertThat(file).hasContent("a file");

        Path blocked = folder.resolve("blocked");
        Files.createDirectories(blocked);
        Files.writeString(blocked.resolve("agents"), "in the way");
        assertThatThrownBy(() -> SMALL.writeTo(blocked)).isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left)
                    .extracting(path -> path.getFileName().toString())
                    .containsExactlyInAnyOrder("out", "blocked");
        }
    }

    @Test
    void aDamagedManifestIsNoHindrance() throws IOException {
        for (String damaged : List.of(
                "",
                "[",
                "[]",
                "{\"agents\": 3}",
                "{\"agents\": [1]}",
                "{\"agents\": [{\"folder\": {}, \"files\": []}]}")) {
            assertThat(Manifest.filesOf(damaged)).as(damaged).isEmpty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
