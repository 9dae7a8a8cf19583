package dev.headgate.topology.install;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.topology.conf.ConfAgent;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The last stage of every check: Flume's own parser reads a flume.conf, and its own classes take every component of it. Files that
 * differ in digits alone, as those of a tier do, are looked at once. Used by one thread; nothing is started, written or
 * connected with.
 */
public final class FlumeStage {
    private final FlumeInstall install;
    private final Origin origin;
    private final Set<String> seen = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private FlumeStage(FlumeInstall install, Origin origin) {
        this.install = install;
        this.origin = origin;
    }

    /** Where a component of a rendered file comes from; nothing where it comes from the file itself. */
    public interface Origin {
        Optional<Location> of(String agent, ComponentKind kind, String component);
    }

    /** What Flume would drop of the files, at the place of the component or of the list that names it. */
    public static List<Problem> check(List<ConfFile> files, FlumeInstall install) throws IOException {
        return check(files, install, (agent, kind, component) -> Optional.empty());
    }

    /** The same, at the places that the files were made from. */
    public static List<Problem> check(List<ConfFile> files, FlumeInstall install, Origin origin) throws IOException {
        FlumeStage stage = new FlumeStage(install, origin);
        try (FlumeClasses flume = install.open(plugins())) {
            for (ConfFile file : files) {
                if (stage.seen.add(shape(file))) {
                    for (ConfAgent agent : file.agents()) {
                        stage.agent(file, agent, flume);
                    }
                }
            }
        } catch (ReflectiveOperationException other) {
            throw new IOException("its classes are not those of a Flume that is known here: " + other, other);
        }
        return List.copyOf(stage.problems);
    }

    private static String shape(ConfFile file) {
        return file.properties().toString().replaceAll("[0-9]+", "#");
    }

    private void agent(ConfFile file, ConfAgent agent, FlumeClasses flume) throws ReflectiveOperationException {
        Set<String> kept = flume.kept(agent.name(), file.properties());
        for (FlumeClasses.Kind kind : FlumeClasses.Kind.values()) {
            ConfGroup group = ConfGroup.valueOf(kind.name() + "S");
            for (Located<String> name : agent.listed(group)) {
                Location at =
                        agent.find(group, name.value()).map(ConfComponent::at).orElse(name.at());
                if (!kept.contains(kind.group() + "." + name.value())) {
                    report(agent, group, name.value(), at, "its parser drops it");
                } else {
                    component(agent, kind, name.value(), flume);
                }
            }
        }
    }

    private void component(ConfAgent agent, FlumeClasses.Kind kind, String name, FlumeClasses flume)
            throws ReflectiveOperationException {
        ConfGroup group = ConfGroup.valueOf(kind.name() + "S");
        ConfComponent component = agent.find(group, name).orElseThrow();
        // Flume puts other values in for variables when it reads the file.
        if (component.keys().values().stream().anyMatch(value -> value.contains("${"))) {
            return;
        }
        flume.refusal(kind, name, component.keys()).ifPresent(why -> report(agent, group, name, component.at(), why));
    }

    private void report(ConfAgent agent, ConfGroup group, String name, Location at, String why) {
        ComponentKind kind = ComponentKind.valueOf(group.label().toUpperCase(Locale.ROOT));
        problems.add(new Problem(
                ConfRule.DROPPED_COMPONENT,
                origin.of(agent.name(), kind, name).orElse(at),
                "Flume in '%s' would run agent '%s' without %s '%s': %s. Mend it, or Flume's lib and plugins.d."
                        .formatted(
                                install.home(),
                                agent.name(),
                                group.label(),
                                name,
                                why.endsWith(".") ? why.substring(0, why.length() - 1) : why)));
    }

    /** The jars that hold our components, where the install has none of them yet; and what they share. */
    private static List<URL> plugins() {
        List<URL> jars = new ArrayList<>();
        jars.add(DeclaredComponent.class.getProtectionDomain().getCodeSource().getLocation());
        ServiceLoader.load(DeclaredComponent.class).stream()
                .map(provider ->
                        provider.type().getProtectionDomain().getCodeSource().getLocation())
                .forEach(jars::add);
        return jars;
    }
}
