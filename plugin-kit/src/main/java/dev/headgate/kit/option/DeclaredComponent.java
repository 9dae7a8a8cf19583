package dev.headgate.kit.option;

/**
 * Makes the options of a component known to tools: the generator, the reference, the schema.
 *
 * <p>Found by {@link java.util.ServiceLoader}; the class that holds a component's declaration implements it and has a
 * public constructor without arguments.
 */
public interface DeclaredComponent {
    ComponentOptions options();
}
