package dev.headgate.topology.model;

import java.util.List;

/**
 * A text that problems point into: the topology file, or a value given on the command line. Immutable; two are equal
 * only if they are the same.
 */
public final class Source {
    private final String name;
    private final List<String> lines;
    private final boolean numbered;

    private Source(String name, List<String> lines, boolean numbered) {
        this.name = name;
        this.lines = List.copyOf(lines);
        this.numbered = numbered;
    }

    /** A file, whose lines and columns a message names. */
    public static Source file(String name, String text) {
        return new Source(name, List.of(text.split("\r\n|\r|\n", -1)), true);
    }

    /** A single value, which its name is enough to find and to show. */
    public static Source value(String name) {
        return new Source(name, List.of(), false);
    }

    /** The file's name as the user gave it, or what the value was given by. */
    public String name() {
        return name;
    }

    /** Where the text begins. */
    public Location start() {
        return new Location(this, 1, 1);
    }

    String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    boolean isNumbered() {
        return numbered;
    }

    @Override
    public String toString() {
        return name;
    }
}
