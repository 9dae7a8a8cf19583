package dev.headgate.topology.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.topology.place.Share;
import dev.headgate.topology.plan.Action;
import dev.headgate.topology.plan.AgentPlan;
import dev.headgate.topology.plan.KeyChange;
import dev.headgate.topology.plan.Move;
import dev.headgate.topology.plan.Plan;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows plans: to people what changes, to programs everything as JSON. */
final class PlanPrinter {
    private static final int MOST_KEYS = 8;
    private static final int MOST_MOVES = 12;
    private static final String PLAIN = "\u001B[0m";
    private final PrintWriter out;
    private final boolean colors;

    PlanPrinter(PrintWriter out, boolean colors) {
        this.out = out;
        this.colors = colors;
    }

    /** The agents that change, why, and who moves. */
    void print(Plan plan) {
        plan.agents().stream()
                .filter(agent -> agent.action() != Action.UNCHANGED)
                .forEach(this::print);
        if (!plan.moves().isEmpty()) {
            out.println("moves");
            plan.moves().stream()
                    .limit(MOST_MOVES)
                    .forEach(move -> out.println("    " + move.sender() + ": " + move.from() + " -> " + move.to()));
            more(plan.moves().size() - MOST_MOVES, "sender");
        }
        plan.uneven().forEach(share -> out.println(text(share)));
    }

    private void print(AgentPlan agent) {
        Action action = agent.action();
        String line = String.format(
                Locale.ROOT,
                "%s %-9s %s%s",
                action.sign(),
                action.word(),
                agent.agent(),
                agent.host().isEmpty() ? "" : " on " + agent.host());
        out.println(colors ? color(action) + line + PLAIN : line);
        agent.refusals().forEach(refusal -> out.println("    " + refusal));
        agent.keys().stream().limit(MOST_KEYS).forEach(key -> out.println("    " + text(key)));
        more(agent.keys().size() - MOST_KEYS, "key");
    }

    private void more(int count, String what) {
        if (count > 0) {
            out.println("    and " + count + " more " + what + (count == 1 ? "" : "s") + "; -o json has all");
        }
    }

    private static String text(Share share) {
        return String.format(
                Locale.ROOT,
                "%s carries %.0f%% of tier %s, over a third: %d senders, each bound to one agent, on %d agents. %s.",
                share.agent(),
                share.part() * 100,
                share.tier(),
                share.senders(),
                share.agents(),
                share.remedy());
    }

    private static String text(KeyChange key) {
        return key.file() + " " + key.key() + ": " + shown(key.before()) + " -> " + shown(key.after());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private static String color(Action action) {
        return switch (action) {
            case ADDED -> "\u001B[32m";
            case RELOADED -> "\u001B[36m";
            case RESTARTED -> "\u001B[33m";
            case DRAINED -> "\u001B[35m";
            case REMOVED -> "\u001B[90m";
            case REFUSED -> "\u001B[1;31m";
            case UNCHANGED -> "";
        };
    }

    static String json(Plan plan) {
        JsonObject result = new JsonObject();
        result.addProperty("summary", plan.summary());
        result.addProperty("empty", plan.isEmpty());
        result.addProperty("writes-lock", plan.writesLock());
        JsonArray agents = new JsonArray();
        plan.agents().forEach(agent -> agents.add(json(agent)));
        result.add("agents", agents);
        JsonArray moves = new JsonArray();
        plan.moves().forEach(move -> moves.add(json(move)));
        result.add("moves", moves);
        JsonArray uneven = new JsonArray();
        for (Share share : plan.uneven()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("tier", share.tier());
            entry.addProperty("agent", share.agent());
            entry.addProperty("part", share.part());
            entry.addProperty("agents", share.agents());
            entry.addProperty("senders", share.senders());
            entry.addProperty("remedy", share.remedy());
            uneven.add(entry);
        }
        result.add("uneven", uneven);
        JsonObject files = new JsonObject();
        files.add("added", Json.strings(plan.files().added()));
        files.add("changed", Json.strings(plan.files().changed()));
        files.add("abandoned", Json.strings(plan.files().abandoned()));
        result.add("files", files);
        return Json.text(result);
    }

    private static JsonObject json(AgentPlan agent) {
        JsonObject entry = new JsonObject();
        entry.addProperty("agent", agent.agent());
        entry.addProperty("tier", agent.tier());
        entry.addProperty("host", agent.host());
        entry.addProperty("action", agent.action().word());
        entry.add("refusals", Json.strings(agent.refusals()));
        JsonArray keys = new JsonArray();
        for (KeyChange key : agent.keys()) {
            JsonObject change = new JsonObject();
            change.addProperty("file", key.file());
            change.addProperty("key", key.key());
            change.addProperty("before", key.before());
            change.addProperty("after", key.after());
            keys.add(change);
        }
        entry.add("keys", keys);
        return entry;
    }

    private static JsonObject json(Move move) {
        JsonObject entry = new JsonObject();
        entry.addProperty("sender", move.sender());
        entry.addProperty("from", move.from());
        entry.addProperty("to", move.to());
        return entry;
    }
}
