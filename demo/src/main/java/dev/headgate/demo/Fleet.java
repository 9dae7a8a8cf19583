package dev.headgate.demo;

import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.Supervisor;
import dev.headgate.testbed.TestbedException;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All agents of a deployment, each in a process of its own, started from its rendered files alone and again whenever it dies.
 *
 * <p>{@link #close} may come from another thread than {@link #start}.
 */
final class Fleet implements AutoCloseable {
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);
    private static final int LAST_LINES = 20;

    private final Supervisor supervisor;
    private final Deployment deployment;
    private final Path folder;

    /**
     * The agents, not started yet.
     *
     * @param folder for the rendered files, the install and what the agents print
     * @param listener is told each start, death and stop
     */
    Fleet(FlumeInstall install, Deployment deployment, Path folder, Consumer<String> listener) {
        this.supervisor = new Supervisor(install, RESTART_PAUSE, listener);
        this.deployment = deployment;
        this.folder = folder;
    }

    /**
     * Writes their files and starts them, the innermost tier first, so that every agent finds the next one; returns when all
     * listen and their metrics pages answer.
     *
     * @throws TestbedException where one does not come up; it has the agent's last lines
     */
    void start(Duration patience) throws IOException, InterruptedException {
        Path rendered = folder.resolve("rendered");
        deployment.writeTo(rendered);
        List<Agent> inside = new ArrayList<>(deployment.agents());
        Collections.reverse(inside);
        for (Agent agent : inside) {
            supervisor.start(agent.name(), rendered.resolve(Deployment.folder(agent)), consoleLog(agent.name()));
        }
        AgentMetrics metrics = new AgentMetrics();
        long deadline = System.nanoTime() + patience.toNanos();
        for (Agent agent : inside) {
            while (!isUp(agent, metrics)) {
                if (System.nanoTime() > deadline) {
                    throw new TestbedException("agent '%s' did not come up within %d s. Its last lines:%s"
                            .formatted(agent.name(), patience.toSeconds(), lastLines(consoleLog(agent.name()))));
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    Supervisor supervisor() {
        return supervisor;
    }

    private static boolean isUp(Agent agent, AgentMetrics metrics) throws InterruptedException {
        return metrics.read(agent).isPresent() && agent.endpoints().stream().allMatch(Ports::isListening);
    }

    private Path consoleLog(String agent) {
        return folder.resolve("consoles").resolve(agent + ".log");
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return " (" + unreadable + ")";
        }
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
