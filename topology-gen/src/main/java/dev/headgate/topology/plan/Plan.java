package dev.headgate.topology.plan;

import dev.headgate.topology.place.Share;
import dev.headgate.topology.render.Changes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rendering would change. Immutable.
 *
 * @param agents every agent, those of the placement in its order, then those that were removed
 * @param moves senders that were there before and are bound to another agent
 * @param senders app servers and agents that send to agents
 * @param files what would be written
 * @param uneven agents that carry over a third of their tier's load, where it has three or more
 * @param writesLock whether the lock changes
 */
public record Plan(
        List<AgentPlan> agents,
        List<Move> moves,
        Senders senders,
        List<Share> uneven,
        Changes files,
        boolean writesLock) {
    public Plan {
        uneven = List.copyOf(uneven);
        agents = List.copyOf(agents);
        moves = List.copyOf(moves);
    }

    /** How many app servers call agents, and how many agents send to agents. */
    public record Senders(long appServers, long lanes) {}

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return files.added().isEmpty()
                && files.changed().isEmpty()
                && !writesLock
                && agents.stream().allMatch(agent -> agent.action() == Action.UNCHANGED);
    }

    /** The agents that something is refused for. */
    public List<AgentPlan> refused() {
        return agents.stream().filter(agent -> agent.action() == Action.REFUSED).toList();
    }

    public long count(Action action) {
        return agents.stream().filter(agent -> agent.action() == action).count();
    }

    /** {@code 15 added, 3 reloaded, 20 unchanged; 13 of 242 app servers and 2 of 17 lanes move}. */
    public String summary() {
        String counts = Stream.of(Action.values())
                .filter(action -> count(action) > 0 || action == Action.UNCHANGED)
                .map(action -> count(action) + " " + action.word())
                .collect(Collectors.joining(", "));
        long servers = moves.stream().filter(Move::isAppServer).count();
        return String.format(
                Locale.ROOT,
                "%s; %d of %d app servers and %d of %d lanes move",
                counts,
                servers,
                senders.appServers(),
                moves.size() - servers,
                senders.lanes());
    }
}
