package dev.headgate.topology.parse;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Ground;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Source;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

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

    private static final Key<String> HEADER = Key.required(
            "header",
            ValueType.single(Form.text("name", "^[A-Za-z0-9_.-]+$"), "", TopologyParser::header),
            "the header that decides, such as level.");
    private static final Key<List<Located<String>>> IN =
            Key.required("in", ValueType.texts(Form.anyText("text").orList()), "its values, such as [ERROR, FATAL].");
    private static final Shape.Part WHEN = Shape.Part.one(
            "when",
            "which events of the streams the route is for, by the value of a header; all, without it.",
            Shape.of(HEADER, IN));
    private static final Key<String> BY =
            Key.maybe("by", ValueType.NAME, "the tier that writes them; the last one, where this is left out.");
    private static final Shape.Part APP_SERVERS =
            Shape.Part.named("app-servers", "the streams and the app servers that send them.", StreamReader.SHAPE);
    private static final Shape.Part TIERS = Shape.Part.named("tiers", "the tiers, outermost first.", TierReader.SHAPE);
    private static final Shape.Part STORES =
            Shape.Part.named("stores", "where events come to rest.", StoreReader.SHAPE);
    private static final Shape.Part ROUTES = new Shape.Part(
            "routes",
            Shape.Part.Form.LIST,
            true,
            "which streams land in which stores, such as '- { streams: [web], to: [raw] }'.",
            Shape.of(STREAMS, TO, BY).with(WHEN));

    /** All that a file may hold. */
    static final Shape SHAPE = shape();

    private TopologyParser() {}

    /**
     * Reads a file.
     *
     * @param keys of the sinks that write to stores
     */
    public static Outcome<Topology> parse(TopologyText file, Choices choices, StoreKeys keys) {
        if (file.size() > MOST_BYTES) {
            return Outcome.failed(List.of(new Problem(
                    FileRule.TOO_LARGE,
                    Source.file(file.name(), "").start(),
                    "The file has %d bytes: a topology has at most %d. Check that it is one; put long lists of hosts into file:hosts.txt."
                            .formatted(file.size(), MOST_BYTES))));
        }
        return Utf8.decode(file.name(), file.bytes()).then(text -> parse(file, text, choices, keys));
    }

    /** The names of the environments of a file; none where it has none or cannot be read. */
    public static List<String> environments(TopologyText file) {
        if (file.size() > MOST_BYTES) {
            return List.of();
        }
        Source source = Source.file(file.name(), "");
        Document document = new Document(source, file.hostFiles());
        return Utf8.decode(file.name(), file.bytes())
                .result()
                .flatMap(text -> YamlFile.topology(text, source, document).compose())
                .map(root -> new Environments(root, document).names())
                .orElse(List.of());
    }

    private static Outcome<Topology> parse(TopologyText file, String text, Choices choices, StoreKeys keys) {
        Source source = Source.file(file.name(), text);
        Document document = new Document(source, file.hostFiles());
        Optional<Topology> topology = YamlFile.topology(text, source, document)
                .compose()
                .map(root -> {
                    String environment = choices.environment();
                    Environments environments = new Environments(root, document);
                    boolean isToChoose =
                            environment == null && !environments.names().isEmpty();
                    environments.choose(environment, source.start());
                    new Settings(root, document).apply(choices.settings());
                    new VariableReader(variables(choices, isToChoose), document).replace(root);
                    return read(new Section(root, "the topology", source.start(), document), environment, keys);
                });
        return topology.map(made -> Outcome.of(made, document.problems()))
                .orElseGet(() -> Outcome.failed(document.problems()));
    }

    /** Where one has to be chosen, that is said, and not again at each place that asks for its name. */
    private static Variables variables(Choices choices, boolean isToChoose) {
        return name -> name.equals("environment")
                ? Optional.ofNullable(isToChoose ? "any" : choices.environment())
                : choices.variables().value(name);
    }

    private static Topology read(Section top, @Nullable String environment, StoreKeys keys) {
        Located<String> name = top.read(NAME);
        List<EventStream> streams = named(top, APP_SERVERS, "stream", StreamReader::read);
        CapacityReader.Given capacity = CapacityReader.read(top, CapacityReader.PART.name());
        List<Tier> tiers = named(top, TIERS, "tier", (tier, section) -> TierReader.read(tier, section, capacity));
        List<Store> stores = named(top, STORES, "store", (store, section) -> StoreReader.read(store, section, keys));
        List<Route> routes = routes(top);
        Ground ground = GroundReader.read(top);
        Topology topology = new Topology(
                name, environment, top.at().source(), streams, tiers, stores, routes, ground, AcceptReader.read(top));
        top.finish();
        return topology;
    }

    private static <T> List<T> named(
            Section top, Shape.Part part, String kind, BiFunction<Located<String>, Section, T> reader) {
        if (!top.has(part.name())) {
            top.missing(part.name(), part.sentence());
        }
        Optional<Section> section = top.section(part.name(), part.name());
        if (section.isEmpty()) {
            return List.of();
        }
        List<Section.Named> named = section.get().named(kind);
        if (named.isEmpty() && section.get().isEmpty()) {
            top.nothing(part, section.get().at());
        }
        return named.stream()
                .map(entry -> reader.apply(entry.name(), entry.section()))
                .toList();
    }

    private static List<Route> routes(Section top) {
        if (!top.has(ROUTES.name())) {
            top.missing(ROUTES.name(), ROUTES.sentence());
        }
        return top.list(ROUTES, "a route").stream()
                .map(section -> {
                    Route route = new Route(
                            section.read(STREAMS).value(),
                            section.section(WHEN.name(), "'when' of a route")
                                    .map(TopologyParser::when)
                                    .orElse(null),
                            section.read(TO).value(),
                            section.find(BY).orElse(null));
                    section.finish();
                    return route;
                })
                .toList();
    }

    private static Route.When when(Section section) {
        Route.When when = new Route.When(section.read(HEADER), section.read(IN).value());
        section.finish();
        return when;
    }

    private static String header(String text) {
        if (!text.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("not the name of a header. Give letters, digits, _, . and -");
        }
        return text;
    }

    private static Shape shape() {
        List<Key<?>> keys = new ArrayList<>(List.of(NAME));
        keys.addAll(GroundReader.KEYS);
        List<Shape.Part> parts = new ArrayList<>(List.of(APP_SERVERS, TIERS, STORES, ROUTES));
        parts.addAll(GroundReader.PARTS);
        parts.add(AcceptReader.PART);
        return new Shape(keys, parts, List.of());
    }
}
