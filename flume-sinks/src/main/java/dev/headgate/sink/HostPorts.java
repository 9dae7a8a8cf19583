package dev.headgate.sink;

import dev.headgate.kit.option.Contradiction;
import dev.headgate.kit.option.Option;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks lists of servers, written as {@code host:port}. */
public final class HostPorts {
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^\\s:/\\[\\]]+):[0-9]{1,5}");
    private static final Pattern WITHOUT_PORT = Pattern.compile("\\[[0-9A-Fa-f:]+]|[^\\s:/\\[\\]]+");

    private HostPorts() {}

    /**
     * Refuses an option that lists something else than servers.
     *
     * @param portNeeded whether the port may not be left out
     */
    public static Contradiction check(Option<List<String>> option, boolean portNeeded) {
        return values -> {
            List<String> servers = values.get(option);
            if (servers.isEmpty()) {
                return Optional.of(
                        "empty list for key '%s': it names no server. Write host:port.".formatted(option.name()));
            }
            return servers.stream()
                    .filter(server -> !isServer(server, portNeeded))
                    .findFirst()
                    .map(bad -> "server '%s' in key '%s': it is not a host and a port. Write host:port."
                            .formatted(bad, option.name()));
        };
    }

    private static boolean isServer(String text, boolean portNeeded) {
        if (WITH_PORT.matcher(text).matches()) {
            int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
            return port > 0 && port <= 65535;
        }
        return !portNeeded && WITHOUT_PORT.matcher(text).matches();
    }
}
