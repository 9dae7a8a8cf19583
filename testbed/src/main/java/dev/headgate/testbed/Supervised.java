package dev.headgate.testbed;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One agent of a supervisor across its restarts. Safe for use by several threads. */
final class Supervised {
    private final String name;
    private final Supplier<Agent> starter;

    private @Nullable Agent agent;
    private int starts;
    private boolean wanted = true;

    Supervised(String name, Supplier<Agent> starter) {
        this.name = name;
        this.starter = starter;
    }

    String name() {
        return name;
    }

    /** Starts the agent unless it is given up. */
    synchronized Optional<Agent> start() {
        if (!wanted) {
            return Optional.empty();
        }
        Agent started = starter.get();
        agent = started;
        starts++;
        return Optional.of(started);
    }

    /** From now on the agent is not started again; returns the one that was started last. */
    synchronized Optional<Agent> giveUp() {
        wanted = false;
        return Optional.ofNullable(agent);
    }

    synchronized boolean wanted() {
        return wanted;
    }

    /** The agent that was started last, dead or alive; empty before the first start. */
    synchronized Optional<Agent> agent() {
        return Optional.ofNullable(agent);
    }

    synchronized int restarts() {
        return Math.max(0, starts - 1);
    }
}
