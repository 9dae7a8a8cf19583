package dev.headgate.topology.conf;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sorts the keys of a flume.conf by agent, group and component. Used by one thread, once. */
final class AgentsReader {
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, Location> seen = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private record Draft(
            String name,
            Location at,
            Map<ConfGroup, List<Located<String>>> lists,
            Map<String, ConfComponent> components) {}

    void add(ConfFile.Entry entry) {
        String key = entry.key().value();
        Location before = seen.putIfAbsent(key, entry.key().at());
        if (before != null) {
            report(
                    FileRule.DUPLICATE_KEY,
                    entry,
                    "Duplicate key '%s': it stands in line %d too, and Flume takes the last one alone. Keep one."
                            .formatted(key, before.line()));
        }
        String[] parts = key.split("\\.", 4);
        if (parts.length < 2 || parts[0].isEmpty()) {
            stray(entry, "a key begins with an agent and a group, such as 'a1.sources'");
            return;
        }
        if (entry.value().value().isEmpty()) {
            report(
                    ConfRule.STRAY_KEY,
                    entry,
                    "Empty value of key '%s': Flume takes no notice of it. Give a value, or remove the line."
                            .formatted(key));
            return;
        }
        Optional<ConfGroup> group = ConfGroup.of(parts[1]);
        if (group.isEmpty()) {
            stray(
                    entry,
                    "an agent has no group '" + parts[1] + "'"
                            + NearestName.of(parts[1], ConfGroup.keys())
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse(""));
            return;
        }
        add(entry, parts, group.get());
    }

    private void add(ConfFile.Entry entry, String[] parts, ConfGroup group) {
        Draft draft = drafts.computeIfAbsent(
                parts[0], name -> new Draft(name, entry.key().at(), new LinkedHashMap<>(), new LinkedHashMap<>()));
        if (parts.length == 2) {
            draft.lists.put(group, ConfComponent.words(entry.value()));
        } else if (parts.length == 3) {
            stray(entry, "a %s's key begins with '%s.%s.NAME.'".formatted(group.label(), parts[0], parts[1]));
        } else {
            String prefix = parts[0] + "." + parts[1] + "." + parts[2] + ".";
            ConfComponent grown = draft.components.getOrDefault(
                    prefix, new ConfComponent(group, parts[2], entry.key().at(), Map.of()));
            Map<String, ConfFile.Entry> entries = new LinkedHashMap<>(grown.entries());
            entries.put(parts[3], entry);
            draft.components.put(prefix, new ConfComponent(group, parts[2], grown.at(), entries));
        }
    }

    private void stray(ConfFile.Entry entry, String why) {
        report(
                ConfRule.STRAY_KEY,
                entry,
                "Stray key '%s': %s. Flume takes no notice of it. Mend the key, or remove the line."
                        .formatted(entry.key().value(), why.endsWith("?") ? why.substring(0, why.length() - 1) : why));
    }

    private void report(Rule rule, ConfFile.Entry entry, String message) {
        problems.add(new Problem(rule, entry.key().at(), message));
    }

    List<ConfAgent> agents() {
        return drafts.values().stream()
                .map(draft -> new ConfAgent(draft.name, draft.at, draft.lists, List.copyOf(draft.components.values())))
                .toList();
    }

    List<Problem> problems() {
        return problems;
    }
}
