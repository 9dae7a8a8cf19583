package dev.headgate.topology.cli;

import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.plan.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what rendering would change. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Say what 'render' would change, agent by agent, and why, and write nothing. Exits with 1 where a change is refused.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate plan topology.yaml --out conf",
            "  headgate plan topology.yaml --out conf --exit-code   # 1 where render would write",
            "  headgate plan topology.yaml --out conf --set app-servers.web.events=800/s",
            "  headgate plan topology.yaml --out conf --live --accept edge-01"
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TopologyInput input = new TopologyInput();

    @Mixin
    private PlanInput planning = new PlanInput();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder that was rendered into.")
    private Path out = Path.of("");

    @Option(names = "--exit-code", description = "Exit with 1 where there is anything to do.")
    private boolean exitCode;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to say it; text by default.")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        Outcome<PlanInput.Prepared> prepared = planning.prepare(input, Site.production());
        ProblemPrinter.print(prepared.problems(), writers.err(), writers.hasColors());
        if (prepared.hasFailed()) {
            writers.err()
                    .println(
                            input.name() + ": " + ProblemPrinter.count(prepared.problems()) + ". Nothing was planned.");
            writers.err().flush();
            return ExitStatus.COULD_NOT_RUN;
        }
        Plan plan = planning.plan(prepared.get(), out, writers.err());
        PrintWriter result = writers.out();
        switch (output) {
            case JSON -> result.println(PlanPrinter.json(plan));
            case TEXT -> {
                new PlanPrinter(result, writers.hasColors()).print(plan);
                result.println(input.name() + ": " + plan.summary() + ".");
            }
        }
        result.flush();
        writers.err().flush();
        return plan.refused().isEmpty() && (plan.isEmpty() || !exitCode) ? ExitStatus.FINE : ExitStatus.NO;
    }
}
