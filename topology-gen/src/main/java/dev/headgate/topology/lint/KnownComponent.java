package dev.headgate.topology.lint;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.lint.StockComponent.Role;
import dev.headgate.topology.lint.StockComponent.RoleKey;
import dev.headgate.topology.lint.StockComponent.Trait;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A component of a file and what is known of its class.
 *
 * @param stock nothing where its class is a stranger
 */
record KnownComponent(ConfComponent conf, Optional<StockComponent> stock) {
    String name() {
        return conf.name();
    }

    /** As a message names it, such as {@code sink 'raw'}. */
    String label() {
        return conf.group().label() + " '" + conf.name() + "'";
    }

    boolean is(Trait trait) {
        return stock.map(component -> component.is(trait)).orElse(false);
    }

    boolean isOf(String className) {
        return stock.map(component -> component.className().equals(className)).orElse(false);
    }

    /** The number that the key with the role gives, or its default; nothing where it cannot be known. */
    OptionalLong number(Role role) {
        return stock.flatMap(component -> component.key(role))
                .map(key -> conf.find(key.key()).map(KnownComponent::number).orElse(key.usual()))
                .orElse(OptionalLong.empty());
    }

    /** Where a message about a role points to. */
    Location at(Role role) {
        return stock.flatMap(component -> component.key(role))
                .map(key -> conf.find(key.key()).map(Located::at).orElse(conf.at()))
                .orElse(conf.at());
    }

    /** The name of the key with a role. */
    String key(Role role) {
        return stock.flatMap(component -> component.key(role)).map(RoleKey::key).orElse("");
    }

    Optional<Located<String>> text(Role role) {
        return stock.flatMap(component -> component.key(role))
                .flatMap(key -> conf.find(key.key()))
                .filter(value -> !isOpaque(value.value()));
    }

    /** The folders that it writes to. */
    List<Located<String>> folders() {
        return stock.map(component -> component.keys(Role.FOLDER)).orElse(List.of()).stream()
                .flatMap(key -> conf.find(key.key()).stream())
                .flatMap(value ->
                        Arrays.stream(value.value().split(",")).map(path -> new Located<>(path.strip(), value.at())))
                .filter(path -> !path.value().isEmpty() && !isOpaque(path.value()))
                .toList();
    }

    /** A whole number, where the value is one. */
    static OptionalLong number(Located<String> value) {
        try {
            return OptionalLong.of(Long.parseLong(value.value().strip()));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    /** Whether a value is only known when the agent runs. */
    static boolean isOpaque(String value) {
        return value.contains("${");
    }
}
