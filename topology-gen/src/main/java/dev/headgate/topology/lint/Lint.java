package dev.headgate.topology.lint;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfAgent;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at flume.conf files that anybody wrote, for any Flume 1.x: what Flume would drop or take no notice of, and what loses
 * events. Immutable; safe for use by several threads.
 */
public final class Lint {
    private final StockCatalog stock = StockCatalog.load();
    private final List<AgentRules> rules;

    /**
     * A lint.
     *
     * @param declared the components of ours, which have declared their keys
     */
    public Lint(ComponentCatalog declared) {
        rules = List.of(
                new KeyRules(stock, declared),
                new WiringRules(),
                new GroupRules(),
                new DeliveryRules(),
                new CredentialRules());
    }

    /** What is wrong with the files, one by one and together: in the order of the files, and by line in each. */
    public List<Problem> check(List<ConfFile> files) {
        List<Problem> problems = new ArrayList<>();
        SharedPlaces places = new SharedPlaces(problems::add);
        for (ConfFile file : files) {
            problems.addAll(file.problems());
            if (file.agents().isEmpty() && file.problems().isEmpty()) {
                problems.add(
                        new Problem(
                                ConfRule.NO_AGENT,
                                file.source().start(),
                                "No agent in the file: Flume would start and run nothing. Look whether it is the right file, and whether all of it has arrived."));
            }
            for (ConfAgent agent : file.agents()) {
                KnownAgent known = new KnownAgent(agent, stock);
                rules.forEach(rule -> rule.check(known, problems::add));
                places.add(known);
            }
        }
        return files.stream()
                .flatMap(file -> problems.stream()
                        .filter(problem -> problem.at().source().equals(file.source()))
                        .distinct()
                        .sorted((one, other) ->
                                Integer.compare(one.at().line(), other.at().line())))
                .toList();
    }
}
