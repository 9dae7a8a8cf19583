package dev.headgate.testbed;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    private final Path folder;

    StoresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void showsTheLastLinesOfTheLogWhenTheProcessEnds() throws IOException {
        Path home = homeWithoutServers();

        assertThatExceptionOfType(TestbedException.class)
                .isThrownBy(() -> Stores.start(home, folder.resolve("stores"), Duration.ofSeconds(60)))
                .withMessageStartingWith("cannot start HDFS, HBase and Kafka: their process ended while they started.")
                .withMessageContaining(folder.resolve("stores/stores.log").toString())
                .withMessageContaining("ClassNotFoundException: dev.headgate.testbed.server.StoresProcess");
    }

    @Test
    void givesUpWhenPatienceEnds() throws IOException {
        Path home = homeWithoutServers();

        assertThatExceptionOfType(TestbedException.class)
                .isThrownBy(() -> Stores.start(home, folder.resolve("stores"), Duration.ZERO))
                .withMessageStartingWith("cannot start HDFS, HBase and Kafka: they did not come up within 0 s.");
    }

    @Test
    void saysThatTheProjectIsNotBuilt() {
        assertThatExceptionOfType(TestbedException.class)
                .isThrownBy(() -> Stores.start(folder, folder.resolve("stores"), Duration.ofSeconds(60)))
                .withMessageContaining("Build the project there first: mvn package -DskipTests");
    }

    @Test
    void saysThatTheFolderCannotBeMade() throws IOException {
        Path home = homeWithoutServers();
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(TestbedException.class)
                .isThrownBy(() -> Stores.start(home, file.resolve("stores"), Duration.ofSeconds(60)))
                .withMessageStartingWith("cannot start the stores in '" + file.resolve("stores") + "': ");
    }

    private Path homeWithoutServers() throws IOException {
        Files.createDirectories(folder.resolve("home/testbed/target/classes"));
        Files.createFile(folder.resolve("home/testbed/target/server.classpath"));
        return folder.resolve("home");
    }
}
