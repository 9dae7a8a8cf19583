package dev.headgate.topology.lint;

import dev.headgate.kit.option.Option;
import dev.headgate.topology.lint.StockComponent.Role;
import dev.headgate.topology.lint.StockComponent.RoleKey;
import dev.headgate.topology.lint.StockComponent.Trait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The components of Flume 1.11 with all their keys, from the list that lies beside this class. Immutable. */
final class StockCatalog {
    private static final String LIST = "stock-flume-1.11.txt";

    private final List<StockComponent> components;

    private StockCatalog(List<StockComponent> components) {
        this.components = List.copyOf(components);
    }

    static StockCatalog load() {
        try (InputStream list = Objects.requireNonNull(StockCatalog.class.getResourceAsStream(LIST))) {
            return new StockCatalog(new ListReader().read(new String(list.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The list of stock components cannot be read.", unreadable);
        }
    }

    List<StockComponent> components() {
        return components;
    }

    /** By short name or class name; the case does not matter to Flume either. */
    Optional<StockComponent> find(Part part, String type) {
        return components.stream()
                .filter(component -> component.part() == part)
                .filter(component -> component.shortName().equalsIgnoreCase(type)
                        || component.className().equalsIgnoreCase(type))
                .findFirst();
    }

    /** The words and classes that a type may be. */
    List<String> types(Part part) {
        return components.stream()
                .filter(component -> component.part() == part)
                .map(StockComponent::type)
                .toList();
    }

    /** Reads the list. Used by one thread, once. */
    private static final class ListReader {
        private final Map<String, List<String>> groups = new HashMap<>();
        private final List<StockComponent> components = new ArrayList<>();
        private String[] head = {};
        private List<String> words = new ArrayList<>();

        List<StockComponent> read(String list) {
            list.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        if (line.startsWith(" ")) {
                            words.addAll(List.of(line.strip().split("\\s+")));
                        } else {
                            finish();
                            head = line.split("\\s+");
                        }
                    });
            finish();
            return components;
        }

        private void finish() {
            if (head.length > 0 && head[0].equals("group")) {
                groups.put(head[1], words);
            } else if (head.length > 0) {
                components.add(component());
            }
            words = new ArrayList<>();
        }

        private StockComponent component() {
            List<Option<?>> options = new ArrayList<>();
            List<RoleKey> roles = new ArrayList<>();
            Set<Trait> traits = EnumSet.noneOf(Trait.class);
            for (String word : words) {
                if (word.startsWith("@")) {
                    groups.getOrDefault(word.substring(1), List.of()).forEach(key -> options.add(option(key)));
                } else if (!word.startsWith("~")) {
                    options.add(option(word));
                } else if (word.contains(":")) {
                    roles.add(role(word.substring(1)));
                } else {
                    traits.add(Trait.valueOf(word.substring(1).toUpperCase(Locale.ROOT)));
                }
            }
            String shortName = head[1].equals("-") ? "" : head[1];
            return new StockComponent(Part.of(head[0]), shortName, head[2], options, roles, traits);
        }

        private static RoleKey role(String word) {
            String[] parts = word.split("[:=]", -1);
            return new RoleKey(
                    Role.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    parts[1],
                    parts.length > 2 ? OptionalLong.of(Long.parseLong(parts[2])) : OptionalLong.empty());
        }

        private static Option<?> option(String word) {
            String[] parts = word.split(":", 2);
            boolean isRequired = parts[0].endsWith("!");
            String name = isRequired ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
            Option<?> option = typed(name, parts.length > 1 ? parts[1] : "text");
            return isRequired ? option.required() : option;
        }

        private static Option<?> typed(String name, String type) {
            if (name.endsWith(".")) {
                return Option.passedOn(name, "");
            }
            return switch (type) {
                case "int" -> Option.integer(name, "A whole number.");
                case "bool" -> Option.bool(name, "true or false.");
                case "secret" -> Option.secret(name, "A secret.");
                default -> Option.text(name, "Flume's user guide says what it takes.");
            };
        }
    }
}
