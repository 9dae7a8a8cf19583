package dev.headgate.kit.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OptionDocumentsTest {
    private static final ComponentOptions SOURCE = ComponentOptions.of(
            ComponentKind.SOURCE,
            "example.Source",
            "Reads.",
            Option.list("files", "Files to read.").required(),
            Option.integer("batch-events", "Events of a batch.")
                    .defaultsTo(1000L)
                    .atLeast(1L)
                    .formerly("batch"),
            Option.text("delimiter", "Between a|b.").defaultsTo("\t"),
            Option.passedOn("kafka.", "Settings of the consumer."));

    @Test
    void theReferenceHasARowForEveryKey() {
        assertThat(OptionReference.markdown(SOURCE)).isEqualTo("""
                        ## source: `example.Source`

                        Reads.

                        | key | type | default | bounds | meaning |
                        |---|---|---|---|---|
                        | `files` | list of text | **required** |  | Files to read. |
                        | `batch-events` | integer | `1000` | at least 1 | Events of a batch. Formerly `batch`. |
                        | `delimiter` | text | `\\t` |  | Between a\\|b. |
                        | `kafka.*` | text |  |  | Settings of the consumer. |
                        """);
    }

    @Test
    void theSchemaDescribesEveryKeyAndForbidsOthers() {
        assertThat(OptionSchema.json(SOURCE)).isEqualTo("""
                        {
                          "$schema": "https://json-schema.org/draft/2020-12/schema",
                          "title": "example.Source",
                          "description": "Reads.",
                          "type": "object",
                          "properties": {
                            "files": {
                              "type": "string",
                              "description": "Files to read."
                            },
                            "batch-events": {
                              "type": "integer",
                              "description": "Events of a batch. Bounds: at least 1.",
                              "default": 1000
                            },
                            "delimiter": {
                              "type": "string",
                              "description": "Between a|b.",
                              "default": "\\t"
                            }
                          },
                          "patternProperties": {
                            "^kafka\\\\.": {
                              "type": "string",
                              "description": "Settings of the consumer."
                            }
                          },
                          "required": [
                            "files"
                          ],
                          "additionalProperties": false
                        }""");
    }
}
