package dev.headgate.topology.render;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.TopologyRule;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.Placement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks an agent's rendered flume.conf against what its components have declared. */
record ConfCheck(Placement placement, Agent agent, ComponentCatalog catalog) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:[A-Z_][A-Z0-9_]*}");
    /** Keys of clients, which are handed on unread, whose values are secrets. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(password|passwd|passphrase|secret|access\\.key|private\\.key)$");

    /** What is wrong, at the place of the topology that it came from. */
    List<Problem> check(FlumeConf conf) {
        return conf.components().stream().flatMap(this::check).toList();
    }

    private Stream<Problem> check(FlumeConf.Component component) {
        Optional<ComponentOptions> declaration = catalog.find(component.kind(), component.type());
        if (declaration.isEmpty()) {
            return Stream.of(new Problem(ConfRule.UNDECLARED_COMPONENT, at(component, "type"), undeclared(component)));
        }
        Stream<Problem> problems = declaration.get().check(component.name(), component.keys()).stream()
                .map(problem ->
                        new Problem(ConfRule.COMPONENT_OPTION, at(component, problem.key()), problem.message()));
        return Stream.concat(problems, secrets(declaration.get(), component));
    }

    private Stream<Problem> secrets(ComponentOptions declaration, FlumeConf.Component component) {
        return component.keys().entrySet().stream()
                .filter(entry -> isSecret(declaration, entry.getKey(), entry.getValue())
                        && !REFERENCE.matcher(entry.getValue()).find())
                .map(entry -> new Problem(
                        TopologyRule.CLEAR_SECRET,
                        at(component, entry.getKey()),
                        "Secret in clear for key '%s' in %s '%s': others can read the file that it would stand in. Write ${secret:NAME}, and NAME=value into the file of secrets on the hosts."
                                .formatted(entry.getKey(), component.kind().label(), component.name())));
    }

    private static boolean isSecret(ComponentOptions declaration, String key, String value) {
        boolean isDeclared = declaration.options().stream()
                .anyMatch(option -> option.isSecret() && option.name().equals(key));
        return isDeclared
                || PASSWORD.matcher(key).find()
                || (key.endsWith("jaas.config") && value.contains("password"));
    }

    private String undeclared(FlumeConf.Component component) {
        String leftOut = catalog.leftOut().isEmpty()
                ? ""
                : " Declarations that could not be loaded: " + String.join("; ", catalog.leftOut()) + ".";
        return "Unknown type '%s' of %s '%s': no component on the class path declares it. Put the jar that holds it on the class path.%s"
                .formatted(component.type(), component.kind().label(), component.name(), leftOut);
    }

    private Location at(FlumeConf.Component component, String key) {
        return new Origins(placement).of(agent, component.kind(), component.owner(), key);
    }
}
