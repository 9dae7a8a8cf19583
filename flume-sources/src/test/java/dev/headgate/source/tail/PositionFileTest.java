package dev.headgate.source.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PositionFileTest {
    private static final Position POSITION = new Position(
            new FileId(2049, 77), 1_700_000_000_000L, 4096, new Fingerprint(5, 99), Path.of("/a b/c\\d\ne"));

    private final Path folder;

    PositionFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void givesBackWhatWasSaved() throws IOException {
        PositionFile file = file();
        assertThat(file.load()).isEmpty();

        file.save(List.of(POSITION));
        file.save(List.of(POSITION, POSITION));

        assertThat(file.load()).contains(List.of(POSITION, POSITION));
        assertThat(names()).containsExactly("positions");
    }

    static Stream<byte[]> damaged() {
        byte[] whole = PositionText.write(List.of(POSITION)).getBytes(UTF_8);
        byte[] changed = whole.clone();
        changed[30] ^= 1;
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        return Stream.of(changed, cut, new byte[0], new byte[4096], new byte[] {(byte) 0xff, 1});
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void setsADamagedFileAside(byte[] content) throws IOException {
        Files.createDirectories(path().getParent());
        Files.write(path(), content);

        assertThat(file().load()).contains(List.of());

        assertThat(names()).hasSize(2).anyMatch(name -> name.startsWith("positions.damaged-"));
        assertThat(file().load()).contains(List.of());
    }

    @Test
    void doesNotSetAFolderAside() throws IOException {
        Files.createDirectories(path());

        assertThatThrownBy(() -> file().load()).isInstanceOf(IOException.class).hasMessageContaining("position-file");
    }

    @Test
    void makesTheTailerReadAllAgainWhereItIsDamaged() throws IOException {
        try (TailRig rig = new TailRig(folder, 1000, Map.of("start", "end"))) {
            rig.append("app.log", "one\n");
            rig.start();
            assertThat(rig.lines()).isEmpty();
            rig.halt();

            Files.writeString(rig.positionFile, "nonsense");
            rig.start();

            assertThat(rig.lines()).containsExactly("one");
        }
    }

    private Path path() {
        return folder.resolve("state").resolve("positions");
    }

    private PositionFile file() {
        return new PositionFile(path(), Clock.systemUTC());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(path().getParent())) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
