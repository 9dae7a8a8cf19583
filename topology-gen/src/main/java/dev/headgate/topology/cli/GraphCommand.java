package dev.headgate.topology.cli;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.graph.Graph;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Deployment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a topology. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Draw a topology: its tiers, and what flows between them at the peak.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate graph topology.yaml",
            "  headgate graph --format html topology.yaml > topology.html",
            "  headgate graph --format dot topology.yaml | dot -Tsvg > topology.svg",
            "  headgate graph --set tiers.edge.fan-in=32 topology.yaml"
        })
final class GraphCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TopologyInput input = new TopologyInput();

    @Option(
            names = {"-f", "--format", "-o", "--output"},
            paramLabel = "text|mermaid|dot|html|json",
            description = "text by default; html is a page of its own for a browser.")
    private Graph.Format format = Graph.Format.TEXT;

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        Outcome<Deployment> outcome = input.load().then(topology -> Topologies.compile(topology, Site.production()));
        ProblemPrinter.print(outcome.problems(), writers.err(), writers.hasColors());
        if (outcome.hasFailed()) {
            writers.err()
                    .println(input.name() + ": " + ProblemPrinter.count(outcome.problems()) + ". Nothing was drawn.");
            writers.err().flush();
            return ExitStatus.COULD_NOT_RUN;
        }
        PrintWriter out = writers.out();
        out.print(Graph.draw(outcome.get().placement(), format));
        out.flush();
        writers.err().flush();
        return ExitStatus.FINE;
    }
}
