package dev.headgate.topology.conf;

import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flume.conf: Java properties, in the order of the file. Immutable.
 *
 * @param problems why Flume could not read it, and lines that belong to no component
 */
public record ConfFile(Source source, List<Entry> entries, List<ConfAgent> agents, List<Problem> problems) {
    /** A key and its value, blanks around them taken off, as Flume does. */
    public record Entry(Located<String> key, Located<String> value) {}

    public ConfFile {
        entries = List.copyOf(entries);
        agents = List.copyOf(agents);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file. Any text gives a file: what is wrong with it stands in its problems.
     *
     * @param name as messages name it
     */
    public static ConfFile parse(String name, String text) {
        Source source = Source.file(name, text);
        if (text.indexOf('\0') >= 0) {
            return new ConfFile(
                    source,
                    List.of(),
                    List.of(),
                    List.of(
                            new Problem(
                                    ConfRule.CONF_SYNTAX,
                                    source.start(),
                                    "Bad character 0x00 in the file: it is no text. Look whether it is the right file, and whether all of it has arrived.")));
        }
        PropertiesReader reader = new PropertiesReader(source, text);
        List<Entry> entries = reader.read();
        AgentsReader agents = new AgentsReader();
        entries.forEach(agents::add);
        List<Problem> problems = new ArrayList<>(reader.problems());
        problems.addAll(agents.problems());
        return new ConfFile(source, entries, agents.agents(), problems);
    }

    /** All keys with their values; of a key that stands twice, the last one, which Flume takes. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        entries.forEach(
                entry -> properties.put(entry.key().value(), entry.value().value()));
        return properties;
    }
}
