package dev.headgate.topology.parse;

import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of the file: its node, and how messages name where it stands.
 *
 * @param label such as {@code key 'hosts' in tier 'edge'}
 */
record Value(Node node, String label, Document document) {
    /** A secret as Flume resolves it when it starts: from the environment of its process. */
    static final String REFERENCE = "\\$\\{env:[A-Z_][A-Z0-9_]*}";

    private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([A-Z_][A-Z0-9_]*)}");
    private static final int SHOWN = 60;

    Location at() {
        return document.at(node);
    }

    HostFiles hostFiles() {
        return document.hostFiles();
    }

    /** The text of a single value, or nothing where the problem has been reported. */
    Optional<String> text() {
        return line().filter(text -> {
            if (text.contains("${")) {
                bad(
                        text,
                        text.contains("${secret:")
                                ? "a secret has no place here: the file that it is rendered into can be read by everybody. Write the value out"
                                : "'${' would be replaced by Flume when it reads its file. Write the value out, or ${NAME:-default} for a variable of this command's environment");
            }
            return !text.contains("${");
        });
    }

    /** The text of a single value, with references to secrets as Flume resolves them. */
    Optional<String> textWithSecrets() {
        return line().map(text -> SECRET.matcher(text).replaceAll("\\${env:$1}"))
                .filter(text -> {
                    boolean isFine = !text.replaceAll(REFERENCE, "").contains("${");
                    if (!isFine) {
                        bad(
                                text,
                                "'${' would be replaced by Flume when it reads its file. Write ${secret:NAME}, with a name in capitals, for a secret");
                    }
                    return isFine;
                });
    }

    private Optional<String> line() {
        if (!(node instanceof ScalarNode scalar)) {
            document.report(
                    FileRule.WRONG_SHAPE,
                    at(),
                    "Bad value for %s: it takes a single value. Give one.".formatted(label));
            return Optional.empty();
        }
        if (document.isRefused(node)) {
            return Optional.empty();
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty() || (scalar.isPlain() && isNull(text))) {
            bad(text, "empty. Give a value or remove the key");
            return Optional.empty();
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            bad(text, "more than one line, or a control character. Give it on one line");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** The parts of a list, or of a single value divided by commas. */
    List<Value> items() {
        if (node instanceof ScalarNode scalar && scalar.getValue().indexOf(',') >= 0) {
            return Arrays.stream(scalar.getValue().split(",", -1))
                    .map(this::part)
                    .toList();
        }
        return itemsWithCommas();
    }

    /** The parts of a list, or a single value. */
    List<Value> itemsWithCommas() {
        if (node instanceof SequenceNode sequence) {
            if (sequence.getValue().isEmpty()) {
                document.report(
                        FileRule.BAD_VALUE, at(), "Empty list for %s: it names nothing. Add to it.".formatted(label));
            }
            return sequence.getValue().stream()
                    .map(item -> new Value(item, label, document))
                    .toList();
        }
        return List.of(this);
    }

    private Value part(String text) {
        ScalarNode whole = (ScalarNode) node;
        ScalarNode part = new ScalarNode(
                whole.getTag(), true, text, whole.getScalarStyle(), whole.getStartMark(), whole.getEndMark());
        document.sameOrigin(whole, part);
        return new Value(part, label, document);
    }

    void bad(String text, String why) {
        bad(FileRule.BAD_VALUE, text, why);
    }

    /** Reports the value; {@code why} says why and what to do, without its last full stop. */
    void bad(Rule rule, String text, String why) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        document.report(
                rule,
                at(),
                "Bad value '%s' for %s: %s%s"
                        .formatted(shown.replaceAll("\\p{Cntrl}", "?"), label, why, why.endsWith("?") ? "" : "."));
    }

    static boolean isNull(String text) {
        return text.equals("~") || text.equals("null");
    }
}
