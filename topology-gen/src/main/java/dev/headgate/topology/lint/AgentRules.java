package dev.headgate.topology.lint;

import dev.headgate.topology.model.Problem;
import java.util.function.Consumer;

/** Some rules about one agent. Without state. */
interface AgentRules {
    void check(KnownAgent agent, Consumer<Problem> report);
}
