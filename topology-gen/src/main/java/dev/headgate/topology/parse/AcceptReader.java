package dev.headgate.topology.parse;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.Acceptance;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list {@code accept}: warnings that the topology's writer has looked at. */
final class AcceptReader {
    private static final List<String> ACCEPTABLE =
            Rule.all().stream().filter(Rule::isAcceptable).map(Rule::id).toList();
    private static final Key<String> RULE = Key.required(
            "rule",
            ValueType.single(Form.word(ACCEPTABLE).told("id of a warning"), "", AcceptReader::rule),
            "the id of a warning, such as shared-host.");
    private static final Key<String> AT = Key.maybe(
            "at", ValueType.TEXT, "where it is accepted, such as tiers.store; everywhere, where this is left out.");
    private static final Key<String> REASON =
            Key.required("reason", ValueType.TEXT, "why it is accepted, for those who read the file later.");

    static final Shape.Part PART = new Shape.Part(
            "accept", Shape.Part.Form.LIST, false, "warnings that are wanted so.", Shape.of(RULE, AT, REASON));

    private AcceptReader() {}

    static List<Acceptance> read(Section top) {
        return top.list(PART, "an entry of 'accept'").stream()
                .map(section -> read(section, top))
                .toList();
    }

    private static Acceptance read(Section section, Section top) {
        Located<String> rule = section.read(RULE);
        Optional<Set<Location>> places = section.find(AT).map(at -> places(at, section, top));
        String reason = section.read(REASON).value();
        section.finish();
        return new Acceptance(rule, places.orElse(null), reason, false);
    }

    private static Set<Location> places(Located<String> path, Section section, Section top) {
        List<String> keys = List.of(path.value().split("\\.", -1));
        return top.placesBelow(keys).orElseGet(() -> {
            section.report(
                    FileRule.UNKNOWN_PATH,
                    path.at(),
                    "Unknown path '%s' in %s: it leads to no place of the file. Give the keys from the top divided by dots, such as tiers.store."
                            .formatted(path.value(), section.label()));
            return Set.of();
        });
    }

    private static String rule(String id) {
        if (ACCEPTABLE.contains(id)) {
            return id;
        }
        if (Rule.all().stream().anyMatch(rule -> rule.id().equals(id))) {
            throw new IllegalArgumentException("not a warning that can be silenced. Mend what it is about");
        }
        throw new IllegalArgumentException("no rule"
                + NearestName.of(id, ACCEPTABLE)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse(". Give one of " + String.join(", ", ACCEPTABLE)));
    }
}
