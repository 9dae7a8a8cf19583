package dev.headgate.topology.cli;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Deployment;
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
                "Say everything that is wrong with a topology, with line, column and remedy. Exits with 1 where there are errors.",
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

    @Override
    public Integer call() {
        Outcome<Deployment> outcome = input.load().then(topology -> locking.read(input, topology)
                .then(lock -> Topologies.compile(topology, Site.production(), lock, ComponentCatalog.ofClassPath())));
        Writers writers = Writers.of(spec);
        List<Problem> problems = new ArrayList<>(outcome.problems());
        outcome.result().ifPresent(deployment -> problems.addAll(dropped(deployment, writers)));
        PrintWriter out = writers.out();
        switch (output) {
            case JSON -> out.println(ProblemPrinter.json(input.name(), problems));
            case TEXT -> {
                ProblemPrinter.print(problems, out, writers.hasColors());
                String count = ProblemPrinter.count(problems);
                String fine = count.isEmpty() ? "fine" : count;
                out.println(input.name() + ": "
                        + outcome.result()
                                .map(made -> fine + ". " + agents(made))
                                .orElse(count + "."));
            }
        }
        out.flush();
        return outcome.hasFailed() || problems.stream().anyMatch(Problem::isError) ? ExitStatus.NO : ExitStatus.FINE;
    }

    /** What Flume's own classes would not take of the rendered files. */
    private List<Problem> dropped(Deployment deployment, Writers writers) {
        List<ConfFile> files = deployment.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith("/flume.conf"))
                .map(file -> ConfFile.parse(file.getKey(), file.getValue()))
                .toList();
        Optional<List<Problem>> dropped = flume.check(files);
        if (dropped.isEmpty()) {
            writers.err()
                    .println(
                            "headgate: Flume's own classes were not asked whether they take every component: no install is known. Give --flume DIR, or set FLUME_HOME.");
            writers.err().flush();
        }
        return dropped.orElse(List.of());
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
