package dev.headgate.topology;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.check.EnvironmentChecks;
import dev.headgate.topology.check.TopologyChecks;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Source;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.model.TopologyRule;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.HostFiles;
import dev.headgate.topology.parse.LockParser;
import dev.headgate.topology.parse.Setting;
import dev.headgate.topology.parse.StoreKeys;
import dev.headgate.topology.parse.TopologyParser;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.place.Placer;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Deployment;
import dev.headgate.topology.render.Renderer;
import dev.headgate.topology.render.Templates;
import dev.headgate.topology.size.Sizer;
import dev.headgate.topology.size.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The generator as other programs use it: load a topology, compile it for a site, write the deployment.
 *
 * <p>What is wrong with a topology comes as the problems of an {@link Outcome}; only files that cannot be read or written
 * throw. All methods are pure but for the files they are given, and may be called by any thread.
 */
public final class Topologies {
    private Topologies() {}

    /**
     * Reads and checks a topology file.
     *
     * @param settings values that replace the file's
     * @throws IOException where the file cannot be read
     */
    public static Outcome<Topology> load(Path file, List<Setting> settings) throws IOException {
        return load(file, Choices.of(settings));
    }

    /**
     * Reads and checks a topology file.
     *
     * @throws IOException where the file cannot be read
     */
    public static Outcome<Topology> load(Path file, Choices choices) throws IOException {
        return read(text(file), choices);
    }

    /**
     * The bytes of a file and where it stands.
     *
     * @throws IOException where the file cannot be read
     */
    public static TopologyText text(Path file) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        return new TopologyText(file.toString(), Files.readAllBytes(file), HostFiles.beside(folder));
    }

    /** The names of a file's environments, in its order; none where it has none or cannot be read. */
    public static List<String> environments(TopologyText text) {
        return TopologyParser.environments(text);
    }

    /** Reads and checks a topology. */
    public static Outcome<Topology> read(TopologyText text, List<Setting> settings) {
        return read(text, Choices.of(settings));
    }

    /** Reads and checks a topology. */
    public static Outcome<Topology> read(TopologyText text, Choices choices) {
        StoreKeys keys = ComponentCatalog.ofClassPath().storeKeys();
        Outcome<Topology> read = TopologyParser.parse(text, choices, keys)
                .check(TopologyChecks::check)
                .check(topology -> EnvironmentChecks.check(topology, otherEnvironments(text, choices, keys)));
        return read.map(topology -> topology.after(read.problems())).accepting(Topology::accepts);
    }

    /** The topology in the other environments of its file, as far as they can be read. */
    private static List<Topology> otherEnvironments(TopologyText text, Choices choices, StoreKeys keys) {
        List<String> names = TopologyParser.environments(text);
        // Of one that the file does not have nothing is known that others could meet.
        return names.stream()
                .filter(name -> choices.environment() != null
                        && names.contains(choices.environment())
                        && !name.equals(choices.environment()))
                .map(name -> TopologyParser.parse(text, choices.inEnvironment(name), keys))
                .flatMap(outcome -> outcome.result().stream())
                .toList();
    }

    /**
     * Reads the lock of a topology.
     *
     * @return an empty one where there is no such file
     * @throws IOException where the file cannot be read
     */
    public static Outcome<Lock> lock(Path file, Topology topology) throws IOException {
        if (!Files.exists(file)) {
            return Outcome.of(Lock.none(), List.of());
        }
        String name = topology.fullName();
        return lock(file)
                .check(lock -> lock.topology().equals(name)
                        ? List.of()
                        : List.of(new Problem(
                                TopologyRule.LOCK_CONTRADICTION,
                                Source.file(file.toString(), "").start(),
                                "The lock is of topology '%s', and this is '%s': nothing of it would fit. Give each topology a file of its own, or remove the lock to give everything out anew."
                                        .formatted(lock.topology(), name))));
    }

    /**
     * Reads a lock.
     *
     * @throws IOException where the file cannot be read
     */
    public static Outcome<Lock> lock(Path file) throws IOException {
        return LockParser.parse(new TopologyText(file.toString(), Files.readAllBytes(file), HostFiles.beside(file)));
    }

    /**
     * Sizes a topology.
     *
     * @param lock what was given out before: it is kept where it still fits
     */
    public static Outcome<Sizes> size(Topology topology, Lock lock) {
        return Sizer.size(topology, lock);
    }

    /** Sizes, places and renders a topology with the components of the class path. */
    public static Outcome<Deployment> compile(Topology topology, Site site) {
        return compile(topology, site, ComponentCatalog.ofClassPath());
    }

    /**
     * Sizes, places and renders a topology.
     *
     * @param catalog the declarations that every rendered component is checked against
     */
    public static Outcome<Deployment> compile(Topology topology, Site site, ComponentCatalog catalog) {
        return compile(topology, site, Lock.none(), catalog);
    }

    /**
     * Sizes, places and renders a topology.
     *
     * @param lock what was given out before: what stands is moved only where it must be
     * @param catalog the declarations that every rendered component is checked against
     */
    public static Outcome<Deployment> compile(Topology topology, Site site, Lock lock, ComponentCatalog catalog) {
        return compile(topology, site, lock, catalog, Templates.ours());
    }

    /**
     * Sizes, places and renders a topology.
     *
     * @param lock what was given out before: what stands is moved only where it must be
     * @param catalog the declarations that every rendered component is checked against
     * @param templates of the files
     */
    public static Outcome<Deployment> compile(
            Topology topology, Site site, Lock lock, ComponentCatalog catalog, Templates templates) {
        Outcome<Deployment> compiled = Sizer.size(topology, lock)
                .then(sizes -> Placer.place(sizes, site, lock))
                .then(placement -> Renderer.render(placement, fileName(topology), catalog, templates));
        Outcome<Deployment> heard = compiled.accepting((deployment, problem) -> topology.accepts(problem));
        return compiled.hasFailed()
                ? heard
                : heard.check(deployment -> topology.after(compiled.problems()).unusedAcceptances());
    }

    /** The name of the file that a topology was read from, without its folder, so that the folder changes no byte. */
    private static String fileName(Topology topology) {
        String name = topology.file().name();
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
