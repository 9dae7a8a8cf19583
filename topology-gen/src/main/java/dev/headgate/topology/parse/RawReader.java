package dev.headgate.topology.parse;

import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Raw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code raw}: a component's own keys, which are checked where the component's declaration is known. */
final class RawReader {
    static final String KEY = "raw";
    /** What the generator itself says of a component: where it stands and what it is connected with. */
    private static final List<String> TAKEN = List.of(
            "type",
            "channel",
            "channels",
            "bind",
            "host",
            "hostname",
            "port",
            "ports",
            "targets",
            "files",
            "position-file",
            "directories",
            "checkpointDir",
            "dataDirs",
            "path",
            "writer",
            "table",
            "zookeeper",
            "brokers",
            "topic",
            "kafka.topic",
            "kafka.bootstrap.servers",
            "kafka.consumer.group.id");

    private static final List<String> TAKEN_BELOW = List.of("selector.", "interceptors");

    private RawReader() {}

    /** Whether the generator itself says what the key says. */
    static boolean isTaken(String key) {
        return TAKEN.contains(key) || TAKEN_BELOW.stream().anyMatch(key::startsWith);
    }

    static Shape.Part part(String sentence) {
        return Shape.Part.free(KEY, sentence);
    }

    static Raw read(Section section) {
        return section.section(KEY, "'raw' of " + section.label())
                .map(RawReader::keys)
                .orElse(Raw.NONE);
    }

    static Raw keys(Section raw) {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        for (Section.Entry entry : raw.entries()) {
            if (isTaken(entry.key())) {
                entry.value()
                        .bad(
                                entry.key(),
                                "the generator itself says where a component stands and what it is connected with. Remove the key");
            } else {
                entry.value().textWithSecrets().ifPresent(text -> {
                    keys.put(entry.key(), text);
                    places.put(entry.key(), entry.at());
                });
            }
        }
        return new Raw(keys, places);
    }
}
