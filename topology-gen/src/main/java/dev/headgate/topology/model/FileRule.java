package dev.headgate.topology.model;

import static dev.headgate.topology.model.Severity.ERROR;

/** What a file has to keep before its meaning is looked at. */
public enum FileRule implements Rule {
    BAD_ENCODING(
            ERROR,
            "A topology file is UTF-8 text without control characters.",
            "Names and paths would be read as others than were meant.",
            "Save the file as UTF-8 and remove the character that the message names."),
    TOO_LARGE(
            ERROR,
            "A topology file has at most 4 MB.",
            "It is probably another file.",
            "Check that it is the right one; put long lists of hosts into a file and name it as `file:hosts.txt`."),
    EMPTY_FILE(
            ERROR,
            "A topology file says something.",
            "There is nothing to render.",
            "Begin with `topology: NAME`, or run `headgate init`."),
    YAML_SYNTAX(
            ERROR,
            "A topology file is one YAML document.",
            "Nothing behind the mistake can be read.",
            "Mend the line that the message names or the one above it: mostly an indentation, a tab, or a missing quote around a text with `:`, `{` or `%`."),
    TOO_DEEP(
            ERROR,
            "A topology file nests at most 32 levels deep.",
            "Reading it could exhaust the memory.",
            "Remove brackets or indentation."),
    TOO_MANY_ALIASES(
            ERROR,
            "A topology file uses at most 50 YAML aliases, and they do not multiply.",
            "A few lines could grow into gigabytes.",
            "Write the values out."),
    WRONG_SHAPE(
            ERROR,
            "Where keys are wanted stands a mapping, where a list is wanted a list.",
            "The value cannot be understood.",
            "Write `key: value` lines for a mapping, `- ` entries for a list, one value elsewhere."),
    DUPLICATE_KEY(
            ERROR, "A key stands once.", "One of the two values would win in silence.", "Keep the one that is right."),
    UNKNOWN_KEY(
            ERROR,
            "Every key is one that is known where it stands.",
            "A mistyped key would have no effect, and nobody would know.",
            "Use the name that the message proposes; [topology.md](topology.md) has them all."),
    MISSING_KEY(
            ERROR, "A required key is given.", "There is no value that would be right for everybody.", "Add the key."),
    UNKNOWN_PATH(
            ERROR,
            "A path of keys, in `--set` or in `accept`, leads to a place of the file.",
            "What was meant to change would stay as it is.",
            "Give the keys from the top, divided by dots, such as `tiers.edge.fan-in`."),
    BAD_VALUE(
            ERROR,
            "A value is of its key's type and within its bounds.",
            "It cannot be used, or would break something later.",
            "Give a value as the message describes it.");

    private final Severity severity;
    private final String sentence;
    private final String consequence;
    private final String remedy;

    FileRule(Severity severity, String sentence, String consequence, String remedy) {
        this.severity = severity;
        this.sentence = sentence;
        this.consequence = consequence;
        this.remedy = remedy;
    }

    @Override
    public Text text() {
        return new Text(severity, sentence, consequence, remedy);
    }
}
