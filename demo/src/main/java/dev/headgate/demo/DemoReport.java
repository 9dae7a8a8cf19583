package dev.headgate.demo;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Locale;

/**
 * What the demo found.
 *
 * @param sent events that the app servers sent
 * @param restarts how often an agent that had died was started again
 * @param flowSeconds from the first event sent to the last one stored
 * @param seconds of the whole demo
 * @param stores per store, what became of the events
 */
record DemoReport(long sent, int restarts, double flowSeconds, double seconds, List<Audit.Result> stores) {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    boolean isComplete() {
        return stores.stream().allMatch(store -> store.missing() == 0);
    }

    String json() {
        return GSON.toJson(this);
    }

    String text() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%n%-12s %12s %12s %12s %12s%n", "store", "sent", "landed", "missing", "duplicated"));
        for (Audit.Result store : stores) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-12s %,12d %,12d %,12d %,12d%n",
                    store.store(),
                    store.sent(),
                    store.landed(),
                    store.missing(),
                    store.duplicated()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%n%,d events in %.1f s, %,.0f events/s; %d agents started again; %.1f s in all.%n",
                sent,
                flowSeconds,
                sent / Math.max(flowSeconds, 0.001),
                restarts,
                seconds));
        table.append(
                isComplete()
                        ? "Nothing is missing.\n"
                        : "EVENTS ARE MISSING. Run again with --keep and look into the agents' logs.\n");
        return table.toString();
    }
}
