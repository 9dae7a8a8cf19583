package dev.headgate.topology.parse;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.Source;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads a topology file into the model.
 *
 * <p>Any bytes at all give an outcome: it never throws for what stands in the file. A value that was refused is
 * represented by a placeholder, so that later checks can find as many problems as possible in one run.
 */
public final class TopologyParser {
    private static final int MOST_BYTES = 4 << 20;

    private static final Key<String> NAME =
            Key.required("topology", ValueType.NAME, "the topology's name, such as 'topology: clickstream'.");
    private static final Key<List<Located<String>>> STREAMS =
            Key.required("streams", ValueType.NAMES, "the streams that the route is for, such as [web, billing].");
    private static final Key<List<Located<String>>> TO =
            Key.required("to", ValueType.NAMES, "the stores that they land in, such as [raw, bus].");

    private TopologyParser() {}

    /**
     * Reads a file.
     *
     * @param settings values that replace the file's
     */
    public static Outcome<Topology> parse(TopologyText file, List<Setting> settings) {
        if (file.size() > MOST_BYTES) {
            return Outcome.failed(List.of(new Problem(
                    Rule.TOO_LARGE,
                    Source.file(file.name(), "").start(),
                    "The file has %d bytes: a topology has at most %d. Check that it is one; put long lists of hosts into file:hosts.txt."
                            .formatted(file.size(), MOST_BYTES))));
        }
        return Utf8.decode(file.name(), file.bytes()).then(text -> parse(file, text, settings));
    }

    private static Outcome<Topology> parse(TopologyText file, String text, List<Setting> settings) {
        Source source = Source.file(file.name(), text);
        Document document = new Document(source, file.hostFiles());
        Optional<Topology> topology = new YamlFile(text, source, document)
                .compose()
                .map(root -> {
                    new Settings(root, document).apply(settings);
                    return read(new Section(root, "the topology", source.start(), document));
                });
        return topology.map(made -> Outcome.of(made, document.problems()))
                .orElseGet(() -> Outcome.failed(document.problems()));
    }

    private static Topology read(Section top) {
        Located<String> name = top.read(NAME);
        List<EventStream> streams = named(
                top,
                new Group("app-servers", "stream", "the streams and the app servers that send them."),
                StreamReader::read);
        List<Tier> tiers = named(top, new Group("tiers", "tier", "the tiers, outermost first."), TierReader::read);
        List<Store> stores = named(top, new Group("stores", "store", "where events come to rest."), StoreReader::read);
        List<Route> routes = routes(top);
        Topology topology = new Topology(
                name,
                top.at().source(),
                streams,
                tiers,
                stores,
                routes,
                GroundReader.read(top),
                AcceptReader.read(top));
        top.finish();
        return topology;
    }

    private static <T> List<T> named(Section top, Group group, BiFunction<Located<String>, Section, T> reader) {
        if (!top.has(group.key)) {
            top.missing(group.key, group.sentence);
        }
        Optional<Section> section = top.section(group.key, group.key);
        if (section.isEmpty()) {
            return List.of();
        }
        List<Section.Named> named = section.get().named(group.kind);
        if (named.isEmpty() && section.get().isEmpty()) {
            section.get()
                    .report(
                            Rule.MISSING_KEY,
                            section.get().at(),
                            "Nothing in %s: at least one %s is wanted. Add it.".formatted(group.key, group.kind));
        }
        return named.stream()
                .map(entry -> reader.apply(entry.name(), entry.section()))
                .toList();
    }

    private static List<Route> routes(Section top) {
        if (!top.has("routes")) {
            top.missing("routes", "which streams land in which stores, such as '- { streams: [web], to: [raw] }'.");
        }
        return top.list("routes", "a route").stream()
                .map(section -> {
                    Route route = new Route(
                            section.read(STREAMS).value(), section.read(TO).value());
                    section.finish();
                    return route;
                })
                .toList();
    }

    /** A mapping of named things at the top. */
    private record Group(String key, String kind, String sentence) {}
}
