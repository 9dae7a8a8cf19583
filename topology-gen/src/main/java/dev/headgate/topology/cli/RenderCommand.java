package dev.headgate.topology.cli;

import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.plan.AgentPlan;
import dev.headgate.topology.render.Changes;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Renders the files of every agent. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Render every agent's flume.conf, flume-env.sh and log4j2.xml, and the app servers' RPC client properties. "
                        + "Writes only what differs, and nothing where the topology has errors.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate render topology.yaml --out conf",
            "  headgate render topology.yaml --out conf --flume /opt/flume",
            "  headgate render topology.yaml --out conf --check   # 1 where a file is stale",
            "  headgate render topology.yaml --out conf --templates our-templates",
            "  headgate render topology.yaml --out conf --set tiers.edge.fan-in=32 --dry-run"
        })
final class RenderCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TopologyInput input = new TopologyInput();

    @Mixin
    private PlanInput planning = new PlanInput();

    @Mixin
    private FlumeInput flume = new FlumeInput();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to render into.")
    private Path out = Path.of("");

    @Option(
            names = "--local",
            paramLabel = "DIR",
            description = "Let all agents run on this machine: on 127.0.0.1, with every path of a host below DIR/HOST.")
    private @Nullable Path local;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "With --local: the first port, instead of the topology's.")
    private @Nullable Integer port;

    @Option(names = "--dry-run", description = "Say what would be written, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--check",
            description = "Write nothing; exit with 1 where a file of the folder is stale or missing, and name it.")
    private boolean check;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to say what was written; text by default.")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        Site site = site();
        Writers writers = Writers.of(spec);
        Outcome<PlanInput.Prepared> outcome = planning.prepare(input, site);
        List<Problem> problems = new ArrayList<>(outcome.problems());
        outcome.result()
                .ifPresent(prepared ->
                        problems.addAll(LastStage.check(prepared.deployment(), flume, prepared.isForeign())));
        if (!outcome.hasFailed()) {
            flume.sayWhereUnknown(writers.err());
        }
        ProblemPrinter.print(problems, writers.err(), writers.hasColors());
        if (outcome.hasFailed() || problems.stream().anyMatch(Problem::isError)) {
            writers.err().println(input.name() + ": " + ProblemPrinter.count(problems) + ". Nothing was written.");
            writers.err().flush();
            return ExitStatus.COULD_NOT_RUN;
        }
        PlanInput.Prepared prepared = outcome.get();
        if (check) {
            RenderReport report =
                    new RenderReport(out, RenderReport.Mode.CHECK, write(prepared.deployment()), Optional.empty());
            report(report, writers.out());
            return report.isCurrent() ? ExitStatus.FINE : ExitStatus.NO;
        }
        List<AgentPlan> refused = planning.plan(prepared, out, writers.err()).refused();
        if (!refused.isEmpty()) {
            refuse(refused, writers.err());
            return ExitStatus.NO;
        }
        if (!dryRun) {
            prepared.lockFile().ifPresent(LockOption::requireWritable);
        }
        Changes changes = write(prepared.deployment());
        boolean isLocked = !dryRun
                && prepared.lockFile()
                        .map(file -> LockOption.write(
                                file,
                                prepared.deployment().lock(),
                                prepared.deployment().file()))
                        .orElse(false);
        RenderReport.Mode mode = dryRun ? RenderReport.Mode.DRY_RUN : RenderReport.Mode.WRITE;
        report(new RenderReport(out, mode, changes, isLocked ? prepared.lockFile() : Optional.empty()), writers.out());
        return ExitStatus.FINE;
    }

    private void report(RenderReport report, PrintWriter result) {
        switch (output) {
            case JSON -> result.println(report.json());
            case TEXT -> report.print(result);
        }
        result.flush();
    }

    private static void refuse(List<AgentPlan> refused, PrintWriter err) {
        for (AgentPlan agent : refused) {
            agent.refusals().forEach(why -> err.println("headgate: Refused for agent '" + agent.agent() + "': " + why));
        }
        err.println(
                "Nothing was written. With --live the agents are asked what they hold; --accept AGENT says that its events are safe.");
        err.flush();
    }

    private Changes write(Deployment deployment) {
        try {
            return dryRun || check ? deployment.compareWith(out) : deployment.writeTo(out);
        } catch (IOException failed) {
            throw new UserError(
                    "Cannot write to '" + out + "': " + why(failed) + ". Check the folder and its disk.", failed);
        }
    }

    private Site site() {
        Integer first = port;
        if (local == null) {
            if (first != null) {
                throw new ParameterException(Writers.of(spec).commandLine(), "--port goes with --local only");
            }
            return Site.production();
        }
        if (first != null && (first < 1 || first > 65_535)) {
            throw new ParameterException(Writers.of(spec).commandLine(), "--port is 1 to 65535");
        }
        try {
            return Site.local(local, first == null ? OptionalInt.empty() : OptionalInt.of(first));
        } catch (IllegalArgumentException refused) {
            throw new UserError(String.valueOf(refused.getMessage()), refused);
        }
    }

    static String why(IOException failed) {
        if (failed instanceof NotDirectoryException) {
            return "it is a file";
        }
        if (failed instanceof AccessDeniedException denied) {
            return Optional.ofNullable(denied.getReason()).orElse("you may not write there");
        }
        if (failed instanceof FileSystemException detailed) {
            return detailed.getReason() == null
                    ? "the system refused '" + detailed.getFile() + "'"
                    : String.valueOf(detailed.getReason());
        }
        return String.valueOf(failed.getMessage());
    }
}
