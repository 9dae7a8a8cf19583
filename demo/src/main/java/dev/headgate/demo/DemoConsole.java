package dev.headgate.demo;

import dev.headgate.demo.FlowBoard.TierFlow;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person sees of the demo. On a terminal the flow stands in one place and moves; elsewhere it is a line now and
 * then. Safe for threads.
 */
final class DemoConsole {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String UP = "\u001B[%dA";
    private static final String CLEAR_LINE = "\u001B[2K";

    private final PrintWriter err;
    private final boolean isLive;
    private final long begun = System.nanoTime();
    private int drawn;
    private boolean silent;
    private long lastLine;

    DemoConsole(PrintWriter err, boolean isLive) {
        this.err = err;
        this.isLive = isLive;
    }

    /** Seconds since the demo began. */
    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Says what happens, with the time. */
    synchronized void say(String text) {
        if (silent) {
            return;
        }
        erase();
        err.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), text);
        err.flush();
    }

    /** Says one last thing: what still happens is only the end. */
    synchronized void sayLast(String text) {
        say(text);
        silent = true;
    }

    /** Shows what flows. */
    synchronized void show(List<TierFlow> tiers, long sent) {
        if (silent) {
            return;
        }
        if (isLive) {
            draw(tiers, sent);
        } else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = System.nanoTime();
            List<String> parts = new ArrayList<>();
            for (TierFlow tier : tiers) {
                parts.add(String.format(
                        Locale.ROOT,
                        "%s in %d out %d buffered %d",
                        tier.tier(),
                        tier.flow().in(),
                        tier.flow().out(),
                        tier.flow().buffered()));
            }
            say("app servers sent " + sent + " | " + String.join(" | ", parts));
        }
    }

    private void draw(List<TierFlow> tiers, long sent) {
        erase();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "  %-12s %7s %12s %12s %12s", "tier", "agents", "events in", "events out", "buffered"));
        lines.add(String.format(Locale.ROOT, "  %-12s %7s %12s %,12d %12s", "app servers", "", "", sent, ""));
        for (TierFlow tier : tiers) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %7d %,12d %,12d %,12d",
                    tier.tier(),
                    tier.agents(),
                    tier.flow().in(),
                    tier.flow().out(),
                    tier.flow().buffered()));
        }
        lines.forEach(err::println);
        err.flush();
        drawn = lines.size();
    }

    private void erase() {
        if (drawn > 0) {
            err.printf(Locale.ROOT, UP, drawn);
            for (int line = 0; line < drawn; line++) {
                err.println(CLEAR_LINE);
            }
            err.printf(Locale.ROOT, UP, drawn);
            drawn = 0;
        }
    }
}
