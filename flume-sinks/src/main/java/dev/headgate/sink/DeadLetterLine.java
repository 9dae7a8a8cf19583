package dev.headgate.sink;

import com.google.gson.JsonObject;
import dev.headgate.kit.progress.PositionedEvent;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a dead letter as one line of JSON. */
final class DeadLetterLine {
    private DeadLetterLine() {}

    static String of(Instant time, String sink, @Nullable String journalId, Rejected letter) {
        PositionedEvent event = letter.event();
        JsonObject line = new JsonObject();
        line.addProperty("time", time.toString());
        line.addProperty("sink", sink);
        line.addProperty("reason", letter.reason());
        if (journalId != null) {
            line.addProperty("journal", journalId);
            line.addProperty("position", event.position());
        }
        JsonObject headers = new JsonObject();
        new TreeMap<>(event.event().getHeaders()).forEach(headers::addProperty);
        line.add("headers", headers);
        line.addProperty(
                "body", Base64.getEncoder().encodeToString(event.event().getBody()));
        return line.toString();
    }
}
