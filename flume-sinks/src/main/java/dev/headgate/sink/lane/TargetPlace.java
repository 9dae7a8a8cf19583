package dev.headgate.sink.lane;

import java.util.List;
import java.util.stream.Stream;

/** Where the targets of a lane are written down. */
sealed interface TargetPlace {
    String DNS = "dns:";
    String ZOOKEEPER = "zookeeper:";

    /** The targets themselves, the preferred first. */
    record Listed(List<Target> targets) implements TargetPlace {}

    /** Every address of a name, all with one port. */
    record Named(Target name) implements TargetPlace {}

    /**
     * What is registered in ZooKeeper.
     *
     * @param quorum its servers, as {@code host:port,host:port}
     * @param path the tier's node, whose children are named {@code host:port}
     */
    record Registered(String quorum, String path) implements TargetPlace {}

    /**
     * Reads the value of the key {@code targets}.
     *
     * @throws IllegalArgumentException where it is none; the message reads on after "…: "
     */
    static TargetPlace parse(String text) {
        String value = text.strip();
        if (value.startsWith(DNS)) {
            return new Named(Target.parse(value.substring(DNS.length())));
        }
        if (value.startsWith(ZOOKEEPER)) {
            return registered(value.substring(ZOOKEEPER.length()));
        }
        List<Target> targets = targets(value);
        if (targets.stream().distinct().count() != targets.size()) {
            throw new IllegalArgumentException("it names a target twice. Name each once");
        }
        return new Listed(targets);
    }

    private static Registered registered(String value) {
        int slash = value.indexOf('/');
        if (slash < 0 || slash == value.length() - 1 || value.endsWith("/") || value.contains("//")) {
            throw new IllegalArgumentException(
                    "it has no path of a node. Write zookeeper:host:port,host:port/path/of/the/tier");
        }
        String quorum = value.substring(0, slash);
        targets(quorum);
        return new Registered(quorum, value.substring(slash));
    }

    private static List<Target> targets(String value) {
        return Stream.of(value.split(",", -1)).map(Target::parse).toList();
    }
}
