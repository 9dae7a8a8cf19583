package dev.headgate.topology.parse;

import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Source;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Composes the nodes of a YAML text after it has looked whether they can be composed without harm. */
final class YamlFile {
    static final int DEEPEST = 32;
    static final int MOST_ALIASES = 50;

    private final String text;
    private final Source source;
    private final Document document;
    private final LoadSettings settings;
    private final String what;
    private final String remedy;

    private YamlFile(String text, Source source, Document document, String what, String remedy) {
        this.text = text;
        this.source = source;
        this.document = document;
        this.settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                // The whole text at once: the reader trips over a surrogate pair that two buffers share.
                .setBufferSize(text.length() + 1)
                .build();
        this.what = what;
        this.remedy = remedy;
    }

    static YamlFile topology(String text, Source source, Document document) {
        return new YamlFile(text, source, document, "topology", "Begin with 'topology: NAME'.");
    }

    static YamlFile lock(String text, Source source, Document document) {
        String remedy = "Restore it from version control; without the file everything is given out anew.";
        return new YamlFile(text, source, document, "lock", remedy);
    }

    /** The mapping at the top, or nothing where the problem has been reported. */
    Optional<MappingNode> compose() {
        if (!isHarmless()) {
            return Optional.empty();
        }
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                document.report(
                        FileRule.EMPTY_FILE,
                        source.start(),
                        "The file is empty: there is no %s in it. %s".formatted(what, remedy));
                return Optional.empty();
            }
            if (!Expansion.isHarmless(node.get())) {
                document.report(
                        FileRule.TOO_MANY_ALIASES,
                        source.start(),
                        "The aliases of the file multiply, or one stands within what it names: the file would grow to more than %d values. Write the values out."
                                .formatted(Expansion.MOST));
                return Optional.empty();
            }
            if (node.get() instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            document.report(
                    FileRule.WRONG_SHAPE,
                    document.at(node.get()),
                    "Bad start of the %s: here stands no key. %s".formatted(what, remedy));
        } catch (YamlEngineException refused) {
            report(refused);
        }
        return Optional.empty();
    }

    // The composer calls itself for every level, and would end in a StackOverflowError; the parser below it does not.
    private boolean isHarmless() {
        int depth = 0;
        int aliases = 0;
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> depth++;
                    case MappingEnd, SequenceEnd -> depth--;
                    case Alias -> aliases++;
                    default -> {}
                }
                if (depth > DEEPEST || aliases > MOST_ALIASES) {
                    tooMuch(event, depth);
                    return false;
                }
            }
            return true;
        } catch (YamlEngineException refused) {
            report(refused);
            return false;
        }
    }

    private void tooMuch(Event event, int depth) {
        Location at = event.getStartMark().map(document::at).orElse(source.start());
        if (depth > DEEPEST) {
            document.report(
                    FileRule.TOO_DEEP,
                    at,
                    "Nesting is deeper than %d levels: no topology needs as many. Remove the brackets or the indentation."
                            .formatted(DEEPEST));
        } else {
            document.report(
                    FileRule.TOO_MANY_ALIASES,
                    at,
                    "More than %d aliases in the file: they can grow without bound. Write the values out."
                            .formatted(MOST_ALIASES));
        }
    }

    private void report(YamlEngineException refused) {
        if (!(refused instanceof MarkedYamlEngineException marked)) {
            String why =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            document.report(FileRule.YAML_SYNTAX, source.start(), "Cannot read the YAML: " + why + ". Mend it.");
            return;
        }
        Location at = marked.getProblemMark().map(document::at).orElse(source.start());
        if (at.isAtTab()) {
            document.report(
                    FileRule.YAML_SYNTAX, at, "Bad tab in the file: YAML does not take tabs here. Indent with spaces.");
            return;
        }
        document.report(
                FileRule.YAML_SYNTAX, at, "Cannot read the YAML: " + why(marked) + ". Mend this or the line above.");
    }

    private static String why(MarkedYamlEngineException marked) {
        String problem = String.valueOf(marked.getProblem());
        String context = marked.getContext() == null ? "" : marked.getContext().strip();
        String why = context.isEmpty() ? problem : context + ", " + problem;
        return why.strip().replaceAll("\\.$", "").replaceAll("\\s+", " ");
    }
}
