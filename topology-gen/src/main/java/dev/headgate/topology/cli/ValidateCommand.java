package dev.headgate.topology.cli;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Deployment;
import dev.headgate.topology.render.Templates;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a topology. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Say everything that is wrong with a topology, with line, column and remedy; with each of its environments, where it has some and --environment names none. Exits with 1 where there are errors.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate validate topology.yaml",
            "  headgate validate -o json topology.yaml",
            "  headgate validate --set tiers.edge.fan-in=32 topology.yaml"
        })
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TopologyInput input = new TopologyInput();

    @Mixin
    private LockOption locking = new LockOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to say it; text by default.")
    private Output output = Output.TEXT;

    @Mixin
    private FlumeInput flume = new FlumeInput();

    @Mixin
    private TemplateInput templates = new TemplateInput();

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        List<Verdict> verdicts = input.each().stream().map(this::verdict).toList();
        if (verdicts.stream().anyMatch(verdict -> verdict.agents.isPresent())) {
            flume.sayWhereUnknown(writers.err());
        }
        PrintWriter out = writers.out();
        switch (output) {
            case JSON -> out.println(ProblemPrinter.jsonOf(input.name(), found(verdicts)));
            case TEXT -> {
                found(verdicts).forEach(found -> ProblemPrinter.print(found.shown(), out, writers.hasColors()));
                verdicts.forEach(verdict -> out.println(verdict.line()));
            }
        }
        out.flush();
        return verdicts.stream().anyMatch(Verdict::isNo) ? ExitStatus.NO : ExitStatus.FINE;
    }

    private Verdict verdict(TopologyInput one) {
        Templates chosen = templates.templates();
        Outcome<Deployment> outcome = one.load().then(topology -> locking.read(one, topology)
                .then(lock ->
                        Topologies.compile(topology, Site.production(), lock, ComponentCatalog.ofClassPath(), chosen)));
        List<Problem> problems = new ArrayList<>(outcome.problems());
        outcome.result()
                .ifPresent(deployment -> problems.addAll(LastStage.check(deployment, flume, chosen.areForeign())));
        return new Verdict(one, problems, outcome.result().map(ValidateCommand::agents));
    }

    /** The problems of all environments, each once, with the environments that have it. */
    private static List<Found> found(List<Verdict> verdicts) {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            for (Problem problem : verdict.problems) {
                found.computeIfAbsent(problem.text(), none -> new Found(problem, new ArrayList<>()))
                        .add(verdict.input.environment());
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * A problem.
     *
     * @param environments that have it; none where the file has none
     */
    record Found(Problem problem, List<String> environments) {
        private void add(Optional<String> environment) {
            environment.ifPresent(environments::add);
        }

        private List<Problem> shown() {
            String where = environments.isEmpty()
                    ? ""
                    : " (environment" + (environments.size() == 1 ? " " : "s ") + String.join(", ", environments) + ")";
            return List.of(new Problem(problem.rule(), problem.at(), problem.message() + where));
        }
    }

    /**
     * What is said of the file, or of one of its environments.
     *
     * @param agents of what it makes, in words; nothing where it makes nothing
     */
    private record Verdict(TopologyInput input, List<Problem> problems, Optional<String> agents) {
        boolean isNo() {
            return agents.isEmpty() || problems.stream().anyMatch(Problem::isError);
        }

        String line() {
            String count = ProblemPrinter.count(problems);
            String where =
                    input.environment().map(environment -> " in " + environment).orElse("");
            return input.name() + ": " + (count.isEmpty() ? "fine" : count) + where + "."
                    + agents.map(words -> " " + words).orElse("");
        }
    }

    private static String agents(Deployment deployment) {
        Map<String, Long> perTier = deployment.agents().stream()
                .collect(Collectors.groupingBy(Agent::tier, LinkedHashMap::new, Collectors.counting()));
        return deployment.agents().size() + " agents: "
                + perTier.entrySet().stream()
                        .map(tier -> tier.getValue()
                                + (tier.getKey().equals(Agent.TAIL) ? " on app servers" : " " + tier.getKey()))
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
