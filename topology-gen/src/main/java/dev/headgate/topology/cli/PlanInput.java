package dev.headgate.topology.cli;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.plan.Contents;
import dev.headgate.topology.plan.MetricsPage;
import dev.headgate.topology.plan.Plan;
import dev.headgate.topology.plan.Planner;
import dev.headgate.topology.render.Deployment;
import dev.headgate.topology.render.RenderedFolder;
import dev.headgate.topology.render.Templates;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code plan} and {@code render} have in common: the lock, and what is allowed to be done to agents that hold events. */
final class PlanInput {
    @Mixin
    private LockOption lock = new LockOption();

    @Mixin
    private TemplateInput templates = new TemplateInput();

    @Option(
            names = "--live",
            description = "Ask agents what they hold, by their metrics pages, before a change is refused.")
    private boolean live;

    @Option(
            names = "--accept",
            paramLabel = "AGENT",
            description =
                    "Refuse nothing for this agent: its folder was moved, or its channels were emptied, by hand. May be repeated.")
    private Set<String> accepted = new LinkedHashSet<>();

    /**
     * A deployment and what it is compared with.
     *
     * @param lockFile nothing where no lock is kept
     * @param isForeign whether templates of the user's made files of it
     */
    record Prepared(Deployment deployment, Lock before, Optional<Path> lockFile, boolean isForeign) {}

    /** Compiles the topology with its lock; without one, where all hosts are this machine and none is given. */
    Outcome<Prepared> prepare(TopologyInput input, Site site) {
        boolean isLocked = !site.isOneMachine() || lock.isGiven();
        Templates chosen = templates.templates();
        Optional<Path> file = isLocked ? lock.path(input) : Optional.empty();
        return input.load()
                .then(topology -> (isLocked ? lock.read(input, topology) : Outcome.of(Lock.none(), List.of()))
                        .then(before -> Topologies.compile(
                                        topology, site, before, ComponentCatalog.ofClassPath(), chosen)
                                .map(made -> new Prepared(made, before, file, chosen.areForeign()))));
    }

    /**
     * The plan.
     *
     * @param err gets what keeps agents from being asked
     */
    Plan plan(Prepared prepared, Path out, PrintWriter err) {
        Contents contents = live ? new Asked(err) : Contents.unknown();
        RenderedFolder folder = new RenderedFolder(out);
        try {
            requireOwn(folder, out, prepared.deployment().placement().topology().fullName());
            Set<String> known = new TreeSet<>(prepared.before().agents().keySet());
            if (known.isEmpty()) {
                known.addAll(folder.agents().keySet());
            }
            accepted.forEach(agent -> check(agent, known));
            boolean isLocked = prepared.lockFile().isPresent();
            return Planner.plan(
                    prepared.deployment(), prepared.before(), folder, contents, isLocked ? accepted : known);
        } catch (IOException unreadable) {
            throw new UserError(
                    "Cannot read '" + out + "': " + RenderCommand.why(unreadable) + ". Check the folder.", unreadable);
        }
    }

    private static void check(String agent, Set<String> known) {
        if (!known.contains(agent)) {
            throw new UserError("Unknown agent '" + agent + "' in --accept: the lock has none of that name"
                    + NearestName.of(agent, known)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(". Check the name."));
        }
    }

    /** Agents of two topologies may have the same names, and one would take the other's files. */
    private static void requireOwn(RenderedFolder folder, Path out, String topology) throws IOException {
        Optional<String> holder = folder.topology();
        if (holder.isPresent() && !holder.get().equals(topology)) {
            throw new UserError(
                    "Cannot use '%s' for topology '%s': it holds the files of '%s'. Give each topology and environment a folder of its own, or remove '%s' in it to take it over."
                            .formatted(out, topology, holder.get(), Deployment.MANIFEST));
        }
    }

    /** Asks each agent once. */
    private static final class Asked implements Contents {
        private final MetricsPages pages = new MetricsPages();
        private final Map<String, Optional<MetricsPage>> answers = new HashMap<>();
        private final PrintWriter err;

        Asked(PrintWriter err) {
            this.err = err;
        }

        @Override
        public OptionalLong events(Lock.Agent agent, String channel) {
            Long events = answers.computeIfAbsent(agent.name(), none -> ask(agent))
                    .map(page -> page.depths().get(channel))
                    .orElse(null);
            return events == null ? OptionalLong.empty() : OptionalLong.of(events);
        }

        private Optional<MetricsPage> ask(Lock.Agent agent) {
            try {
                return Optional.of(pages.read(agent.name(), MetricsPages.url(agent)));
            } catch (UserError unreachable) {
                err.println("headgate: " + unreachable.getMessage());
                return Optional.empty();
            }
        }
    }
}
