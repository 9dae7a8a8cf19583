package dev.headgate.topology.cli;

import com.google.gson.JsonObject;
import dev.headgate.topology.render.Changes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a rendering did, or would do.
 *
 * @param lock that was written; nothing where it did not change
 */
record RenderReport(Path out, Mode mode, Changes changes, Optional<Path> lock) {
    enum Mode {
        WRITE,
        DRY_RUN,
        CHECK
    }

    /** Whether the folder is as the topology says. */
    boolean isCurrent() {
        return changes.added().isEmpty() && changes.changed().isEmpty();
    }

    void print(PrintWriter result) {
        String added = mode == Mode.CHECK ? "missing  " : "add     ";
        String changed = mode == Mode.CHECK ? "stale    " : "change  ";
        changes.added().forEach(file -> result.println(added + file));
        changes.changed().forEach(file -> result.println(changed + file));
        if (mode != Mode.CHECK) {
            changes.abandoned()
                    .forEach(file -> result.println("keep    " + file + " (no longer part of the topology)"));
        }
        lock.ifPresent(file -> result.println("lock    " + file));
        result.println(out + ": " + summary());
    }

    private String summary() {
        if (mode == Mode.CHECK && isCurrent()) {
            return "as the topology says.";
        }
        String counts =
                switch (mode) {
                    case WRITE -> "%d added, %d changed, %d unchanged.";
                    case DRY_RUN -> "%d to add, %d to change, %d unchanged. Nothing was written.";
                    case CHECK -> "%d missing, %d stale, %d as the topology says. Render again.";
                };
        return counts.formatted(
                changes.added().size(),
                changes.changed().size(),
                changes.unchanged().size());
    }

    String json() {
        JsonObject result = new JsonObject();
        result.addProperty("out", out.toString());
        result.addProperty("written", mode == Mode.WRITE);
        result.addProperty("current", isCurrent());
        result.add("added", Json.strings(changes.added()));
        result.add("changed", Json.strings(changes.changed()));
        result.addProperty("unchanged", changes.unchanged().size());
        result.add("abandoned", Json.strings(changes.abandoned()));
        lock.ifPresent(file -> result.addProperty("lock", file.toString()));
        return Json.text(result);
    }
}
