package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Located;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the topology to be as YAML. {@code CHECK} marks what the files do not say. Used by one thread, once. */
final class Sketch {
    private static final String EVENTS = "100/s";

    private final String name;
    private final List<StreamSketch> streams;
    private final List<TierSketch> tiers;
    private final List<RouteSketch> routes;
    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    Sketch(
            String name,
            List<StreamSketch> streams,
            List<TierSketch> tiers,
            List<RouteSketch> routes,
            Findings findings) {
        this.name = name;
        this.streams = streams;
        this.tiers = tiers;
        this.routes = routes;
        this.findings = findings;
    }

    String yaml() {
        line(
                0,
                "# Made of flume.conf files by 'headgate init --from'. CHECK marks what they do not say: put your own in, then");
        line(0, "#");
        line(0, "#   headgate validate FILE");
        line(0, "#   headgate plan FILE --out conf");
        line(0, "");
        line(0, "topology: " + name);
        tls();
        line(0, "");
        line(0, "app-servers:");
        streams.forEach(this::stream);
        line(0, "");
        line(0, "tiers:                                    # outermost first");
        int senders = streams.stream().mapToInt(stream -> stream.hosts().size()).sum();
        for (TierSketch tier : tiers) {
            tier(tier, senders);
            senders = Math.max(2, tier.hosts().size());
        }
        line(0, "");
        line(0, "stores:");
        stores().forEach(this::store);
        line(0, "");
        line(0, "routes:");
        routes.forEach(this::route);
        return text.toString();
    }

    private void stream(StreamSketch stream) {
        line(2, stream.name() + ":");
        line(4, "hosts: " + list(stream.hosts()) + (stream.isGuessed() ? "    # CHECK: the machines that send" : ""));
        line(4, "events: " + EVENTS + "                         # CHECK: the peak of one machine");
        line(4, "event-size: 1KB                       # CHECK: the mean");
        line(4, "send: " + stream.send());
        if (!stream.files().isEmpty()) {
            line(4, "files: " + list(stream.files()));
        }
    }

    private void tier(TierSketch tier, int senders) {
        line(2, tier.name() + ":");
        line(
                4,
                "hosts: " + list(tier.hosts())
                        + (tier.isGuessed() || tier.isSplit() ? "    # CHECK: where its agents run" : ""));
        if (tier.hosts().size() == 1) {
            line(
                    4,
                    "agents-per-host: 2                    # CHECK: a tier has two agents; give the second a host of its own");
        }
        line(4, "fan-in: " + tier.fanIn(senders));
        line(4, "spare: " + tier.spare());
        line(4, "hold: 2h                              # CHECK: how long it buffers while what is behind it is down");
        tier.channel(findings).forEach(key -> line(4, key));
    }

    private Set<StoreSketch> stores() {
        Set<StoreSketch> stores = new LinkedHashSet<>();
        routes.forEach(route -> stores.addAll(route.stores()));
        return stores;
    }

    private void store(StoreSketch store) {
        line(2, store.name() + ":");
        store.keys().forEach((key, value) -> line(4, key + ": " + scalar(value)));
    }

    private void route(RouteSketch route) {
        StringBuilder parts = new StringBuilder("- { streams: " + route.stream().name());
        if (!route.when().isAlways()) {
            parts.append(", when: { header: ")
                    .append(scalar(route.when().header()))
                    .append(", in: ")
                    .append(list(route.when().values()))
                    .append(" }");
        }
        parts.append(", to: ")
                .append(list(route.stores().stream().map(StoreSketch::name).toList()));
        line(2, parts + (route.by().isEmpty() ? "" : ", by: " + route.by()) + " }");
    }

    /** The certificates of the first source that has any; passwords are secrets of a topology. */
    private void tls() {
        Optional<ConfComponent> encrypted = tiers.stream()
                .flatMap(tier -> tier.machines().stream())
                .flatMap(machine -> machine.conf().active(ConfGroup.SOURCES).stream())
                .filter(source ->
                        source.find("ssl").map(Located::value).orElse("").equals("true"))
                .filter(source -> source.find("keystore").isPresent())
                .findFirst();
        encrypted.ifPresent(source -> {
            String keystore = source.find("keystore").map(Located::value).orElse("");
            findings.leftOut(
                    source.at("keystore-password"),
                    "Passwords of keystores are not taken over",
                    "a topology names secrets only. Put KEYSTORE_PASSWORD and TRUSTSTORE_PASSWORD into the file of secrets on the hosts");
            line(0, "");
            line(0, "tls:");
            line(2, "keystore: " + scalar(keystore));
            line(2, "keystore-password: ${secret:KEYSTORE_PASSWORD}");
            line(2, "truststore: " + scalar(truststore().orElse(keystore)) + "    # CHECK: whom to trust");
            line(2, "truststore-password: ${secret:TRUSTSTORE_PASSWORD}");
        });
    }

    private Optional<String> truststore() {
        return tiers.stream()
                .flatMap(tier -> tier.machines().stream())
                .flatMap(machine -> machine.conf().active(ConfGroup.SINKS).stream())
                .flatMap(sink -> sink.find("truststore").stream())
                .map(Located::value)
                .findFirst();
    }

    private void line(int indent, String line) {
        text.append(" ".repeat(indent)).append(line).append('\n');
    }

    private static String list(Collection<String> values) {
        return values.size() == 1
                ? scalar(values.iterator().next())
                : values.stream().map(Sketch::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(String value) {
        return value.matches("[A-Za-z/][A-Za-z0-9_./-]*|[0-9]+[A-Za-z]{1,2}")
                        && !Map.of("true", 1, "false", 1, "null", 1).containsKey(value)
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
