package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Located;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows events from a source to the stores. Used by one thread, for one stream. */
final class Routing {
    private final Map<ConfComponent, StoreSketch> stores;
    private final Findings findings;
    private final Set<String> walked = new HashSet<>();
    private final Map<StoreSketch, Set<When>> landings = new LinkedHashMap<>();

    /**
     * Which events.
     *
     * @param header empty for all
     */
    record When(String header, List<String> values) {
        static final When ALWAYS = new When("", List.of());

        boolean isAlways() {
            return header.isEmpty();
        }
    }

    private Routing(Map<ConfComponent, StoreSketch> stores, Findings findings) {
        this.stores = stores;
        this.findings = findings;
    }

    /** The stores that the stream lands in, and which of its events each. */
    static Map<StoreSketch, Set<When>> of(
            StreamSketch stream, Map<ConfComponent, StoreSketch> stores, Findings findings) {
        Routing routing = new Routing(stores, findings);
        for (Machine machine : stream.machines()) {
            machine.conf()
                    .find(ConfGroup.SOURCES, stream.source().name())
                    .ifPresent(source -> routing.walk(machine, source, When.ALWAYS));
        }
        routing.landings.values().forEach(whens -> {
            if (whens.contains(When.ALWAYS)) {
                whens.retainAll(Set.of(When.ALWAYS));
            }
        });
        return routing.landings;
    }

    private void walk(Machine machine, ConfComponent source, When when) {
        if (!walked.add(machine.conf().at() + " " + source.name() + " " + when)) {
            return;
        }
        channels(source, when)
                .forEach((channel, whens) -> whens.forEach(then -> {
                    for (ConfComponent sink : machine.conf().active(ConfGroup.SINKS)) {
                        if (sink.find("channel").map(Located::value).orElse("").equals(channel)) {
                            through(machine, sink, then);
                        }
                    }
                }));
    }

    private void through(Machine machine, ConfComponent sink, When when) {
        @Nullable StoreSketch store = stores.get(sink);
        if (store != null) {
            landings.computeIfAbsent(store, none -> new LinkedHashSet<>()).add(when);
        }
        for (Machine.Target target : Machine.targets(sink)) {
            machine.behind(sink.name())
                    .forEach(next -> next.hop(target.port()).ifPresent(source -> walk(next, source, when)));
        }
    }

    /** The channels that a source's events go into, and which of them. */
    private Map<String, Set<When>> channels(ConfComponent source, When when) {
        Map<String, Set<When>> channels = new LinkedHashMap<>();
        boolean divides =
                source.find("selector.type").map(Located::value).orElse("").contains("ultiplexing");
        if (!divides) {
            source.words("channels")
                    .forEach(channel -> channels.computeIfAbsent(channel.value(), none -> new LinkedHashSet<>())
                            .add(when));
            return channels;
        }
        String header = source.find("selector.header").map(Located::value).orElse("flume.selector.header");
        Map<String, List<String>> values = new LinkedHashMap<>();
        ConfComponent mapping = source.below("selector.mapping.", source.name());
        mapping.keys().keySet().forEach(value -> mapping.words(value)
                .forEach(channel -> values.computeIfAbsent(channel.value(), none -> new ArrayList<>())
                        .add(value)));
        values.forEach((channel, own) -> channels.computeIfAbsent(channel, none -> new LinkedHashSet<>())
                .add(and(source, when, new When(header, own))));
        for (Located<String> channel : source.words("selector.default")) {
            channels.computeIfAbsent(channel.value(), none -> new LinkedHashSet<>())
                    .add(when);
            findings.leftOut(
                    channel.at(),
                    "The default of the selector of source '%s' is for all events".formatted(source.name()),
                    "a route is for the values that it names, or for all. Name the values that are meant");
        }
        return channels;
    }

    private When and(ConfComponent source, When outer, When inner) {
        if (!outer.isAlways()) {
            findings.leftOut(
                    source.at("selector.type"),
                    "The selector of source '%s' is taken alone".formatted(source.name()),
                    "a route looks at one header, and one before it looks at '%s' too. Look at the routes"
                            .formatted(outer.header()));
        }
        return inner;
    }
}
