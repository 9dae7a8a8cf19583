package dev.headgate.topology.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(Rule.all()).allSatisfy(rule -> {
            assertThat(rule.text().sentence()).endsWith(".");
            assertThat(rule.text().consequence()).endsWith(".");
            assertThat(rule.text().remedy()).endsWith(".");
            assertThat(RuleReference.markdown()).contains("\n## " + rule.id() + "\n");
        });
    }
}
