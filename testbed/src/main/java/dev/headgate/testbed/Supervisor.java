package dev.headgate.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Owns a set of agents and starts again whatever has died, as systemd would.
 *
 * <p>Safe for use by several threads. Deaths are seen and agents started again on one thread of its own, which calls
 * the listener for them; a start or stop that is asked for calls it on the caller's thread. After {@link #close} no
 * agent is left and none starts.
 */
public final class Supervisor implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final FlumeInstall install;
    private final Duration pause;
    private final Consumer<String> listener;
    private final ScheduledThreadPoolExecutor monitor = new ScheduledThreadPoolExecutor(1, Supervisor::thread);
    private final ConcurrentMap<String, Supervised> agents = new ConcurrentHashMap<>();

    /**
     * @param pause between the death of an agent and its next start
     * @param listener is told each start, death and stop, in one line of text; it must not throw
     */
    public Supervisor(FlumeInstall install, Duration pause, Consumer<String> listener) {
        this.install = install;
        this.pause = pause;
        this.listener = listener;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "agent-supervisor");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts an agent as {@link Agent#start} does, and keeps it running.
     *
     * @throws IllegalArgumentException when there was an agent of this name
     */
    public void start(String name, Path confFolder, Path consoleLog) {
        Supervised supervised = new Supervised(name, () -> Agent.start(install, name, confFolder, consoleLog));
        if (agents.putIfAbsent(name, supervised) != null) {
            throw new IllegalArgumentException("there is an agent '" + name + "' already");
        }
        launch(supervised);
    }

    private void launch(Supervised supervised) {
        supervised.start().ifPresent(agent -> {
            CompletableFuture<Void> unused =
                    agent.onExit().thenAcceptAsync(status -> restartLater(supervised, agent, status), monitor);
            listener.accept("agent '" + agent.name() + "' started as process " + agent.pid());
        });
    }

    private void restartLater(Supervised supervised, Agent agent, int status) {
        if (supervised.wanted()) {
            schedule(supervised);
            listener.accept("agent '" + agent.name() + "' (process " + agent.pid() + ") ended with status " + status
                    + "; it is started again in " + pause.toMillis() + " ms");
        }
    }

    private void schedule(Supervised supervised) {
        ScheduledFuture<?> unused = monitor.schedule(() -> restart(supervised), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void restart(Supervised supervised) {
        try {
            launch(supervised);
        } catch (TestbedException e) {
            schedule(supervised);
            listener.accept(e.getMessage());
        }
    }

    /** The process of the agent that was started last under this name. */
    public long pid(String name) {
        return current(name).pid();
    }

    /** Whether the agent runs now; false between a death and the next start. */
    public boolean isAlive(String name) {
        return current(name).isAlive();
    }

    /** How often the agent was started again. */
    public int restarts(String name) {
        return supervised(name).restarts();
    }

    /** Kills the agent as {@code kill -9} does; it is started again. Returns the process that was killed. */
    public long kill(String name) {
        Agent agent = current(name);
        agent.kill();
        return agent.pid();
    }

    private Agent current(String name) {
        return supervised(name).agent().orElseThrow(() -> unknown(name));
    }

    private Supervised supervised(String name) {
        return Optional.ofNullable(agents.get(name)).orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("there is no agent '" + name + "'");
    }

    /**
     * Stops agents for good, all at once, and waits for each.
     *
     * @param names of the agents; others go on
     * @param patience how long they may take until they are killed
     */
    public void stopAll(List<String> names, Duration patience) {
        List<Agent> left = names.stream()
                .map(this::supervised)
                .flatMap(supervised -> supervised.giveUp().stream())
                .filter(Agent::isAlive)
                .toList();
        left.forEach(Agent::terminate);
        long deadline = System.nanoTime() + patience.toNanos();
        for (Agent agent : left) {
            boolean ended = agent.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            listener.accept("agent '" + agent.name() + "' "
                    + (ended ? "stopped" : "was killed: it did not stop within " + patience.toSeconds() + " s"));
        }
    }

    /** Stops all agents; one that takes longer than some seconds is killed. */
    @Override
    public void close() {
        stopAll(List.copyOf(agents.keySet()), LONGEST_CLOSE);
        monitor.shutdownNow();
    }
}
