package dev.headgate.topology.cli;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.lint.Lint;
import dev.headgate.topology.model.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with flume.conf files that anybody wrote. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Say what is wrong with flume.conf files, by hand or rendered, of any Flume 1.x: what Flume would drop or take no "
                        + "notice of, what loses events, and what two agents share. Exits with 1 where there are errors.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate lint --flume /opt/flume /etc/headgate/edge-01/flume.conf",
            "  headgate lint /etc/flume/conf/*.conf",
            "  headgate lint -o json rendered/agents/*/flume.conf",
            "  ssh web-01 cat /etc/flume/flume.conf | headgate lint -"
        })
final class LintCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "flume.conf files; - reads standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to say it; text by default.")
    private Output output = Output.TEXT;

    @Mixin
    private FlumeInput flume = new FlumeInput();

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        List<ConfFile> read = files.stream().distinct().map(ConfInput::read).toList();
        List<Problem> problems = new ArrayList<>(new Lint(ComponentCatalog.ofClassPath()).check(read));
        // An install beside this tool need not be the one that a stranger's file is for.
        if (flume.isGiven()) {
            flume.check(read).ifPresent(problems::addAll);
        }
        PrintWriter out = writers.out();
        switch (output) {
            case JSON -> out.println(ProblemPrinter.json(String.join(" ", files), problems));
            case TEXT -> {
                ProblemPrinter.print(problems, out, writers.hasColors());
                out.println(summary(read, problems));
            }
        }
        out.flush();
        return problems.stream().anyMatch(Problem::isError) ? ExitStatus.NO : ExitStatus.FINE;
    }

    private static String summary(List<ConfFile> read, List<Problem> problems) {
        long agents = read.stream().mapToLong(file -> file.agents().size()).sum();
        String count = ProblemPrinter.count(problems);
        return "%s, %s: %s."
                .formatted(
                        ProblemPrinter.amount(read.size(), "file"),
                        ProblemPrinter.amount(agents, "agent"),
                        count.isEmpty() ? "fine" : count);
    }
}
