package dev.headgate.topology.lint;

import dev.headgate.topology.lint.StockComponent.Role;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds ports and folders that are used twice, also in different files. Used by one thread, once. */
final class SharedPlaces {
    private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "::");

    private final Consumer<Problem> report;
    private final Map<String, User> ports = new HashMap<>();
    private final Map<String, User> folders = new HashMap<>();

    private record User(String agent, String label, Location at) {}

    SharedPlaces(Consumer<Problem> report) {
        this.report = report;
    }

    void add(KnownAgent agent) {
        Map<String, User> own = new HashMap<>();
        for (KnownComponent source : agent.sources()) {
            source.text(Role.PORT).ifPresent(port -> port(agent, source, port, own));
        }
        for (List<KnownComponent> components : List.of(agent.sources(), agent.channels(), agent.sinks())) {
            for (KnownComponent component : components) {
                Set<String> once = new HashSet<>();
                component.folders().stream()
                        .filter(folder -> once.add(folder.value()))
                        .forEach(folder -> folder(agent, component, folder));
            }
        }
    }

    /** Within an agent a port is one; between agents it is one where they name the same address. */
    private void port(KnownAgent agent, KnownComponent source, Located<String> port, Map<String, User> own) {
        User user = new User(agent.conf().name(), source.label(), port.at());
        @Nullable User before = own.putIfAbsent(port.value(), user);
        String address = source.text(Role.BIND).map(Located::value).orElse("");
        if (before == null && !ANY_ADDRESS.contains(address)) {
            before = ports.putIfAbsent(address + ":" + port.value(), user);
        }
        if (before != null) {
            report.accept(new Problem(
                    ConfRule.PORT_TWICE,
                    port.at(),
                    "Port %s of %s is taken: %s listens on it. One of them will not start. Give it another port."
                            .formatted(port.value(), source.label(), where(before, user))));
        }
    }

    private void folder(KnownAgent agent, KnownComponent component, Located<String> folder) {
        User user = new User(agent.conf().name(), component.label(), folder.at());
        String path = folder.value().replaceAll("/+$", "");
        @Nullable User before = folders.putIfAbsent(path, user);
        if (before == null) {
            return;
        }
        boolean isSameAgent =
                before.agent.equals(user.agent) && before.at.source().equals(user.at.source());
        report.accept(new Problem(
                isSameAgent ? ConfRule.FOLDER_TWICE : ConfRule.SHARED_FOLDER,
                folder.at(),
                isSameAgent
                        ? "Folder '%s' of %s is taken: %s has it. They overwrite each other, or one does not start. Give each its own."
                                .formatted(path, component.label(), where(before, user))
                        : "Folder '%s' of %s is that of %s too: if both run on one machine, they overwrite each other. Give each its own."
                                .formatted(path, component.label(), where(before, user))));
    }

    private static String where(User before, User now) {
        String agent = before.agent.equals(now.agent) ? "" : " of agent '" + before.agent + "'";
        return before.label + agent + " (" + before.at + ")";
    }
}
