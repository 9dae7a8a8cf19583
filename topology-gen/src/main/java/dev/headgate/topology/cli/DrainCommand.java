package dev.headgate.topology.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.plan.MetricsPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the agents that drain, and takes out of the lock those that are empty. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Show what the agents that leave still hold; with --done, take an agent out of the lock that holds nothing any more. "
                        + "Exits with 1 where it holds events.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate drain topology.yaml",
            "  headgate drain topology.yaml --done edge-17",
            "  headgate drain topology.yaml --done edge-17 --accept-loss   # its machine is lost"
        })
final class DrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TopologyInput input = new TopologyInput();

    @Mixin
    private LockOption locking = new LockOption();

    @Option(
            names = "--done",
            paramLabel = "AGENT",
            description =
                    "Take the agent out of the lock, where its metrics page says that it holds nothing. May be repeated.")
    private Set<String> done = new LinkedHashSet<>();

    @Option(
            names = "--metrics",
            paramLabel = "URL|FILE",
            description = "The agent's metrics page, where it is not the address in the lock.")
    private @Nullable String metrics;

    @Option(
            names = "--accept-loss",
            description = "With --done: ask nobody. What the agent still holds is lost, or was moved by hand.")
    private boolean acceptLoss;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to show the agents that drain; text by default.")
    private Output output = Output.TEXT;

    private final MetricsPages pages = new MetricsPages();

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        Path file = locking.path(input)
                .orElseThrow(() -> new UserError("No lock for standard input. Give it with --lock FILE."));
        Outcome<Lock> read = read(file);
        ProblemPrinter.print(read.problems(), writers.err(), writers.hasColors());
        if (read.hasFailed()) {
            writers.err().flush();
            return ExitStatus.COULD_NOT_RUN;
        }
        Lock lock = read.get();
        if (done.isEmpty()) {
            if (metrics != null || acceptLoss) {
                throw new ParameterException(writers.commandLine(), "--metrics and --accept-loss go with --done only");
            }
            show(lock, writers.out());
            return ExitStatus.FINE;
        }
        if (metrics != null && done.size() > 1) {
            throw new ParameterException(writers.commandLine(), "--metrics is the page of one agent: give one --done");
        }
        return takeOut(lock, file, writers);
    }

    private int takeOut(Lock lock, Path file, Writers writers) {
        List<Lock.Agent> agents =
                done.stream().map(name -> draining(lock, name)).toList();
        List<String> still =
                agents.stream().flatMap(agent -> held(agent).stream()).toList();
        if (!still.isEmpty()) {
            still.forEach(writers.err()::println);
            writers.err().flush();
            if (output == Output.JSON) {
                print(answer(List.of(), still), writers.out());
            }
            return ExitStatus.NO;
        }
        Lock rest = lock;
        for (Lock.Agent agent : agents) {
            rest = rest.without(agent.name());
        }
        LockOption.write(file, rest, input.fileName());
        if (output == Output.JSON) {
            print(answer(agents.stream().map(Lock.Agent::name).toList(), List.of()), writers.out());
            return ExitStatus.FINE;
        }
        agents.forEach(agent -> writers.out()
                .println(agent.name() + ": out of the lock. Stop it on " + agent.host() + ", render again, and remove '"
                        + agent.folder() + "' there when you like."));
        writers.out().flush();
        return ExitStatus.FINE;
    }

    private static JsonObject answer(List<String> removed, List<String> refusals) {
        JsonObject answer = new JsonObject();
        answer.add("removed", Json.strings(removed));
        answer.add("refusals", Json.strings(refusals));
        return answer;
    }

    private static void print(JsonElement answer, PrintWriter out) {
        out.println(Json.text(answer));
        out.flush();
    }

    private static Lock.Agent draining(Lock lock, String name) {
        Lock.Agent agent = lock.agents().get(name);
        List<String> leaving = lock.draining().stream().map(Lock.Agent::name).toList();
        String known = leaving.isEmpty() ? "No agent is draining." : "Give one of " + String.join(", ", leaving) + ".";
        if (agent == null) {
            throw new UserError("Unknown agent '" + name + "': the lock has none of that name"
                    + NearestName.of(name, leaving)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(". " + known));
        }
        if (!agent.draining()) {
            throw new UserError("Cannot take agent '" + name
                    + "' out: it is not draining, and others send to it. Take its host out of the pool, or let its tier shrink, and render. "
                    + known);
        }
        return agent;
    }

    /** What an agent still holds, or that it still takes; empty where it may go. */
    private List<String> held(Lock.Agent agent) {
        if (acceptLoss) {
            return List.of();
        }
        String place = metrics == null ? MetricsPages.url(agent) : metrics;
        MetricsPage page = pages.read(agent.name(), place);
        List<String> held = new ArrayList<>();
        if (!page.sources().isEmpty()) {
            held.add(
                    "Agent '%s' still takes events by %s: it has not read its new flume.conf. Copy that to %s and wait."
                            .formatted(agent.name(), String.join(", ", page.sources()), agent.host()));
        }
        for (String channel : agent.channels().keySet()) {
            Long events = page.depths().get(channel);
            if (events == null) {
                throw new UserError("Cannot tell what agent '" + agent.name() + "' holds: '" + place
                        + "' says nothing of channel '" + channel + "'. Check that it is the agent's own page.");
            }
            if (events > 0) {
                held.add(String.format(
                        Locale.ROOT,
                        "Agent '%s' still holds %,d events in channel '%s'. Wait until they are sent on; 'headgate drain' shows how many are left.",
                        agent.name(),
                        events,
                        channel));
            }
        }
        return held;
    }

    private static Outcome<Lock> read(Path file) {
        if (!Files.exists(file)) {
            throw new UserError("Cannot read the lock '" + file
                    + "': there is none. Render the topology first, or give its lock with --lock FILE.");
        }
        try {
            return Topologies.lock(file);
        } catch (IOException unreadable) {
            throw LockOption.cannotRead(file, unreadable);
        }
    }

    private void show(Lock lock, PrintWriter out) {
        JsonArray array = new JsonArray();
        for (Lock.Agent agent : lock.draining()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("agent", agent.name());
            entry.addProperty("host", agent.host());
            entry.addProperty("metrics", MetricsPages.url(agent));
            String holds;
            try {
                MetricsPage page = pages.read(agent.name(), MetricsPages.url(agent));
                JsonObject depths = new JsonObject();
                page.depths().forEach(depths::addProperty);
                entry.add("events", depths);
                holds = page.depths().entrySet().stream()
                        .map(depth -> String.format(Locale.ROOT, "%s %,d", depth.getKey(), depth.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", "));
            } catch (UserError unreachable) {
                entry.addProperty("error", unreachable.getMessage());
                holds = String.valueOf(unreachable.getMessage());
            }
            array.add(entry);
            if (output == Output.TEXT) {
                out.println(agent.name() + " on " + agent.host() + ": " + holds);
            }
        }
        if (output == Output.JSON) {
            out.println(Json.text(array));
        } else {
            out.println(array.isEmpty() ? "No agent is draining." : array.size() + " draining.");
        }
        out.flush();
    }
}
