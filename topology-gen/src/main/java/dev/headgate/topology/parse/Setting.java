package dev.headgate.topology.parse;

import java.util.List;

/**
 * A value given on the command line that replaces one of the file: {@code tiers.edge.fan-in=32}.
 *
 * @param path the keys from the top to the value, divided by dots
 */
public record Setting(String path, String value) {

    /**
     * Reads {@code PATH=VALUE}.
     *
     * @throws IllegalArgumentException where it is none; the message says why and what to write
     */
    public static Setting parse(String text) {
        int sign = text.indexOf('=');
        if (sign <= 0) {
            throw new IllegalArgumentException(
                    "not of the form PATH=VALUE. Give the keys divided by dots, such as tiers.edge.fan-in=32");
        }
        return new Setting(text.substring(0, sign).strip(), text.substring(sign + 1));
    }

    List<String> keys() {
        return List.of(path.split("\\.", -1));
    }

    /** What a problem with it is found by. */
    String sourceName() {
        return "--set " + path;
    }
}
