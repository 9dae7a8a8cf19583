package dev.headgate.topology.parse;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a mapping of the file may hold: from it come the JSON schema and the reference. Its reader reads by the same keys.
 *
 * @param keys with a single value or a list of such
 * @param parts with mappings of their own
 * @param alternatives of which one holds by the value of a key; none where there is no such key
 */
record Shape(List<Key<?>> keys, List<Part> parts, List<Alternative> alternatives) {
    Shape {
        keys = List.copyOf(keys);
        parts = List.copyOf(parts);
        alternatives = List.copyOf(alternatives);
    }

    static Shape of(Key<?>... keys) {
        return new Shape(List.of(keys), List.of(), List.of());
    }

    Shape with(Part... more) {
        return new Shape(keys, List.of(more), alternatives);
    }

    Shape either(Alternative... more) {
        return new Shape(keys, parts, List.of(more));
    }

    /** The names of all that has to be given, whatever else is. */
    List<String> required() {
        return Stream.concat(
                        keys.stream().filter(Key::isRequired).map(Key::name),
                        parts.stream().filter(Part::isRequired).map(Part::name))
                .toList();
    }

    /**
     * A key whose value is a mapping, a mapping of named mappings, or a list of mappings.
     *
     * @param sentence what it is for
     */
    record Part(String name, Form form, boolean isRequired, String sentence, Shape shape) {
        /** How the mappings stand below the key. */
        enum Form {
            ONE,
            NAMED,
            LIST,
            /** The keys are the names of a component's own, which the shape does not list. */
            FREE
        }

        static Part one(String name, String sentence, Shape shape) {
            return new Part(name, Form.ONE, false, sentence, shape);
        }

        static Part named(String name, String sentence, Shape shape) {
            return new Part(name, Form.NAMED, true, sentence, shape);
        }

        static Part free(String name, String sentence) {
            return new Part(name, Form.FREE, false, sentence, Shape.of());
        }
    }

    /** Keys that go with some values of another key. */
    record Alternative(Key<?> by, Set<String> values, List<Key<?>> keys) {
        Alternative {
            keys = List.copyOf(keys);
        }
    }
}
