package dev.headgate.topology.cli;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.lint.Lint;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.render.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is looked at when everything has been rendered, and before anything is written. */
final class LastStage {
    private LastStage() {}

    /**
     * What Flume's own classes would not take of the rendered files, where an install is known; and, of files that templates of the
     * user's made, what lint finds.
     */
    static List<Problem> check(Deployment deployment, FlumeInput flume, boolean isForeign) {
        List<ConfFile> files = files(deployment);
        List<Problem> problems = new ArrayList<>();
        if (isForeign) {
            new Lint(ComponentCatalog.ofClassPath())
                    .check(files).stream().filter(Problem::isError).forEach(problems::add);
        }
        flume.check(files, deployment::origin).ifPresent(problems::addAll);
        return problems;
    }

    /** Every flume.conf; of those that differ in digits alone, as those of a tier do, the first. */
    private static List<ConfFile> files(Deployment deployment) {
        Map<String, ConfFile> byShape = new TreeMap<>();
        deployment.files().forEach((path, text) -> {
            if (path.endsWith("/flume.conf")) {
                byShape.computeIfAbsent(text.replaceAll("[0-9]+", "#"), none -> ConfFile.parse(path, text));
            }
        });
        return List.copyOf(byShape.values());
    }
}
