package dev.headgate.topology.lint;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.lint.StockComponent.Trait;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Every component is of a type that there is, and every key one that its class reads. */
record KeyRules(StockCatalog stock, ComponentCatalog declared) implements AgentRules {
    @Override
    public void check(KnownAgent agent, Consumer<Problem> report) {
        for (ConfComponent source : agent.conf().active(ConfGroup.SOURCES)) {
            component(Part.SOURCE, source, report);
            interceptors(source, report);
            ConfComponent selector = source.below("selector.", source.name() + ".selector");
            if (selector.find("type").isPresent()) {
                component(Part.SELECTOR, selector, report);
            }
        }
        agent.conf().active(ConfGroup.CHANNELS).forEach(channel -> component(Part.CHANNEL, channel, report));
        agent.conf().active(ConfGroup.SINKS).forEach(sink -> component(Part.SINK, sink, report));
        for (ConfComponent group : agent.groups()) {
            ConfComponent processor = group.below("processor.", group.name() + ".processor");
            if (processor.find("type").isPresent()) {
                component(Part.PROCESSOR, processor, report);
            }
        }
    }

    private void interceptors(ConfComponent source, Consumer<Problem> report) {
        for (Located<String> name : source.words("interceptors")) {
            ConfComponent interceptor = source.below("interceptors." + name.value() + ".", name.value());
            if (interceptor.entries().isEmpty()) {
                report.accept(new Problem(
                        ConfRule.NOT_CONFIGURED,
                        name.at(),
                        "Interceptor '%s' of source '%s' has no keys: Flume drops the source. Give its type, or take it off the list."
                                .formatted(name.value(), source.name())));
            } else {
                component(Part.INTERCEPTOR, interceptor, report);
            }
        }
    }

    private void component(Part part, ConfComponent component, Consumer<Problem> report) {
        String type = component.type();
        if (type.isEmpty()) {
            report.accept(new Problem(
                    FileRule.MISSING_KEY,
                    component.at(),
                    "Missing key 'type' in %s '%s': Flume drops it. Add it."
                            .formatted(part.label(), component.name())));
        } else if (!KnownComponent.isOpaque(type)) {
            declaration(part, type)
                    .ifPresentOrElse(
                            options -> keys(options, component, report), () -> unknown(part, component, report));
        }
    }

    private Optional<ComponentOptions> declaration(Part part, String type) {
        Optional<ComponentOptions> own = declared.components().stream()
                .filter(options ->
                        options.kind() == part.kind() && options.type().equals(type) && type.indexOf('.') > 0)
                .findFirst();
        return own.or(() -> stock.find(part, type)
                .filter(component -> !component.is(Trait.PLUGIN))
                .map(StockComponent::declaration));
    }

    private static void keys(ComponentOptions options, ConfComponent component, Consumer<Problem> report) {
        Map<String, String> known = new LinkedHashMap<>(component.keys());
        // Flume itself reads 'config', and puts other values in for variables.
        known.remove("config");
        options.check(component.name(), known).stream()
                .filter(problem -> !GroupRules.isPriority(problem.key()))
                .filter(problem -> component
                        .find(problem.key())
                        .filter(value -> KnownComponent.isOpaque(value.value()))
                        .isEmpty())
                .forEach(problem ->
                        report.accept(new Problem(rule(problem), component.at(problem.key()), problem.message())));
    }

    private static Rule rule(dev.headgate.kit.option.Problem problem) {
        return switch (problem.rule()) {
            case UNKNOWN_KEY -> FileRule.UNKNOWN_KEY;
            case MISSING_KEY -> FileRule.MISSING_KEY;
            case BAD_VALUE -> FileRule.BAD_VALUE;
            case CONTRADICTION -> ConfRule.COMPONENT_OPTION;
            case RENAMED_KEY -> ConfRule.OLD_KEY;
        };
    }

    private void unknown(Part part, ConfComponent component, Consumer<Problem> report) {
        String type = component.type();
        Optional<String> nearest = NearestName.of(type, types(part));
        Rule rule = type.indexOf('.') > 0 && nearest.isEmpty() ? ConfRule.UNCHECKED_TYPE : ConfRule.UNKNOWN_TYPE;
        String message = rule == ConfRule.UNCHECKED_TYPE
                ? "Type '%s' of %s '%s' is not known here: its keys were not checked. See that its jar is in Flume's lib."
                        .formatted(type, part.label(), component.name())
                : "Unknown type '%s' of %s '%s': there is no such class, and Flume runs on without it%s"
                        .formatted(
                                type,
                                part.label(),
                                component.name(),
                                nearest.map(near -> "; did you mean '" + near + "'?")
                                        .orElse(". Give one of " + String.join(", ", types(part)) + "."));
        report.accept(new Problem(rule, component.find("type").map(Located::at).orElse(component.at()), message));
    }

    private List<String> types(Part part) {
        return stock.types(part);
    }
}
