package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderNamesTest {
    @ParameterizedTest
    @CsvSource({
        "web, web",
        "web-1.example_x, web-1.example_x",
        "über, über",
        "a/b, a%2Fb",
        "../../etc, %2E.%2F..%2Fetc",
        "., %2E",
        ".., %2E%2E",
        "_headgate, %5Fheadgate",
        "10:30, 10%3A30",
        "100%, 100%25",
        "a\\b, a%5Cb",
    })
    void keepsAValueInsideItsFolder(String value, String name) {
        assertThat(FolderNames.encode(value)).isEqualTo(name);
    }

    @Test
    void encodesControlCharacters() {
        assertThat(FolderNames.encode("a\n\u0000b")).isEqualTo("a%0A%00b");
    }

    @Test
    void cutsWhatHdfsWouldRefuse() {
        assertThat(FolderNames.encode("x".repeat(10_000))).hasSize(100);
    }

    @Test
    void cutsNamesThatAreLongForTheStoreAlone() {
        String name = "日".repeat(90);

        assertThat(FolderNames.fit("web/dt=2026/" + name + "/")).isEqualTo("web/dt=2026/" + "日".repeat(85) + "/");
        assertThat(FolderNames.fit("x" + "😀".repeat(80) + "/b/")).isEqualTo("x" + "😀".repeat(63) + "/b/");
        assertThat(FolderNames.fit("x".repeat(255) + "/")).isEqualTo("x".repeat(255) + "/");
        assertThat(FolderNames.fit("")).isEmpty();
    }
}
