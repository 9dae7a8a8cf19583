package dev.headgate.demo;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Protocol;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tls;
import dev.headgate.topology.model.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a topology the demo cannot run, so that it is said before anything starts: its app servers speak Avro or write files, its
 * stores ask nobody for a name, and it tells events apart by what the sinks store where nothing else is said.
 */
final class DemoLimits {
    private static final List<String> LOGINS = List.of("kerberos-principal", "kafka.security.protocol");

    /** Keys by which a store is laid out so that the demo cannot read it, with the value that is fine. */
    private static final Map<String, String> LAYOUTS =
            Map.of("format", "text", "codec", "none", "columns", "origin,sequence", "cell.", "", "counter.", "");

    private final List<String> limits = new ArrayList<>();

    private DemoLimits() {}

    /** One sentence and a remedy each, with file, line and column; none where it can be run. */
    static List<String> of(Topology topology) {
        DemoLimits limits = new DemoLimits();
        topology.streams().forEach(limits::look);
        Tls tls = topology.ground().tls();
        if (tls != null) {
            limits.add(tls.keystore().at(), "its machines have no certificates. Take 'tls' out");
        }
        topology.storesInUse().forEach(limits::look);
        topology.routes().forEach(limits::look);
        return limits.limits;
    }

    private void look(EventStream stream) {
        if (stream.sending() instanceof Sending.Network network && network.protocol() != Protocol.AVRO) {
            add(
                    stream.name().at(),
                    "its app servers do not send by %s, as stream '%s' asks. Say 'send: avro'"
                            .formatted(network.protocol().word(), stream.name().value()));
        }
    }

    private void look(Store store) {
        String name = store.name().value();
        store.raw().keys().forEach((key, value) -> {
            if (LOGINS.contains(key) || value.contains("${env:")) {
                add(
                        store.at(key),
                        "its stores know no logins and no secrets, as store '%s' asks. Take '%s' out"
                                .formatted(name, key));
            }
            layout(key)
                    .filter(fine -> !fine.equals(value))
                    .ifPresent(fine -> add(
                            store.at(key),
                            "it reads only what sinks store where nothing else is said, and store '%s' says '%s'. Take that out"
                                    .formatted(name, key)));
        });
    }

    private static Optional<String> layout(String key) {
        return LAYOUTS.entrySet().stream()
                .filter(layout -> key.equals(layout.getKey())
                        || (layout.getKey().endsWith(".") && key.startsWith(layout.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void look(Route route) {
        Route.When when = route.when();
        if (when != null) {
            add(
                    when.header().at(),
                    "its events bear no header '%s', by which a route chooses. Take 'when' out"
                            .formatted(when.header().value()));
        }
    }

    private void add(Location at, String limit) {
        limits.add("%s: %s in a copy of the file.".formatted(at, limit));
    }
}
