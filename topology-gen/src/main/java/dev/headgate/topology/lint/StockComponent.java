package dev.headgate.topology.lint;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Option;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A component that Flume brings, or one of ours, as far as lint has to know it. Immutable.
 *
 * @param shortName the word that stands for the class; empty where none does
 * @param options its keys; none of a plugin, which declares its own
 * @param roles what keys are for
 */
record StockComponent(
        Part part,
        String shortName,
        String className,
        List<Option<?>> options,
        List<RoleKey> roles,
        Set<Trait> traits) {
    /** What a key is for. */
    enum Role {
        PORT,
        BIND,
        FOLDER,
        BATCH,
        TRANSACTION,
        CAPACITY
    }

    /** What is known of a component as a whole. */
    enum Trait {
        STORE,
        VOLATILE,
        LOSSY,
        PLUGIN
    }

    /** A key with a role. */
    record RoleKey(Role role, String key, OptionalLong usual) {}

    /** The word or class by which it is known best. */
    String type() {
        return shortName.isEmpty() ? className : shortName;
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    List<RoleKey> keys(Role role) {
        return roles.stream().filter(key -> key.role() == role).toList();
    }

    Optional<RoleKey> key(Role role) {
        return keys(role).stream().findFirst();
    }

    ComponentOptions declaration() {
        return new ComponentOptions(part.kind(), type(), className, options, List.of());
    }
}
