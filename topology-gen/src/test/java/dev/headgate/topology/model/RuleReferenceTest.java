package dev.headgate.topology.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rules that a person can look up. {@code -Ddocs.update=true} writes the document anew. */
class RuleReferenceTest {
    @Test
    void theDocumentIsCurrent() throws IOException {
        Path file = Path.of("../docs/rules.md");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, RuleReference.markdown());
        }

        assertThat(file).hasContent(RuleReference.markdown());
    }

    @Test
    void everyRuleSaysWhatItDemandsWhyAndWhatToDo() {
        assertThat(Arrays.stream(Rule.values())).allSatisfy(rule -> {
            assertThat(rule.sentence()).endsWith(".");
            assertThat(rule.consequence()).endsWith(".");
            assertThat(rule.remedy()).endsWith(".");
            assertThat(RuleReference.markdown()).contains("\n## " + rule.id() + "\n");
        });
    }
}
