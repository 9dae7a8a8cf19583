package dev.headgate.tools;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.channel.journal.JournalFiles.Room;
import dev.headgate.channel.journal.JournalFiles.SegmentFile;
import dev.headgate.channel.journal.JournalFiles.Summary;
import dev.headgate.kit.option.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a journal holds, for people and for programs. */
record SummaryPrinter(Summary summary) {
    String text(Instant now) {
        StringBuilder text = new StringBuilder();
        line(text, "journal", "%s, format %d", summary.journal(), summary.format());
        line(text, "queued", "%,d events, %s", summary.events(), size(summary.bytes()));
        line(
                text,
                "oldest",
                "%s",
                summary.oldest()
                        .map(time -> "%s, %s ago".formatted(time, age(Duration.between(time, now))))
                        .orElse("none"));
        line(text, "next position", "%d", summary.nextPosition());
        line(text, "spares", "%s", room(summary.spares()));
        line(text, "quarantine", "%s", room(summary.quarantine()));
        line(text, "segments", "%d", summary.segments().size());
        if (summary.missingSegments() > 0) {
            line(
                    text,
                    "missing",
                    "%d segments are not in these folders. Give all folders of the journal.",
                    summary.missingSegments());
        }
        summary.segments().forEach(segment -> text.append(segmentLine(segment)));
        line(text, "feeders", "%d", summary.feeders().size());
        summary.feeders().forEach((feeder, position) -> text.append("  %20d  %s%n".formatted(position, feeder)));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String form, Object... values) {
        text.append("%-14s %s%n".formatted(name, String.format(Locale.ROOT, form, values)));
    }

    private static String segmentLine(SegmentFile segment) {
        String positions = segment.endPosition() > segment.firstPosition()
                ? "positions %d to %d".formatted(segment.firstPosition(), segment.endPosition() - 1)
                : "no events";
        return "  %s  %s, %s%s%n"
                .formatted(
                        segment.file(), size(segment.bytes()), positions, segment.isQueued() ? "" : ", acknowledged");
    }

    private static String room(Room room) {
        return room.files() == 0 ? "none" : "%d files, %s".formatted(room.files(), size(room.bytes()));
    }

    private static String size(long bytes) {
        return bytes < 10_000
                ? bytes + " bytes"
                : bytes < 10_000_000
                        ? DataSize.ofKilobytes(bytes >> 10).toString()
                        : DataSize.ofMegabytes(bytes >> 20).toString();
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }

    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("journal", summary.journal());
        json.addProperty("format", summary.format());
        json.addProperty("events", summary.events());
        json.addProperty("bytes", summary.bytes());
        json.addProperty("next-position", summary.nextPosition());
        summary.oldest().ifPresent(time -> json.addProperty("oldest", time.toString()));
        json.add("spares", json(summary.spares()));
        json.add("quarantine", json(summary.quarantine()));
        json.addProperty("missing-segments", summary.missingSegments());
        JsonArray segments = new JsonArray();
        summary.segments().forEach(segment -> segments.add(json(segment)));
        json.add("segments", segments);
        JsonObject feeders = new JsonObject();
        summary.feeders().forEach(feeders::addProperty);
        json.add("feeders", feeders);
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(json);
    }

    private static JsonObject json(Room room) {
        JsonObject json = new JsonObject();
        json.addProperty("files", room.files());
        json.addProperty("bytes", room.bytes());
        return json;
    }

    private static JsonObject json(SegmentFile segment) {
        JsonObject json = new JsonObject();
        json.addProperty("file", segment.file().toString());
        json.addProperty("number", segment.number());
        json.addProperty("bytes", segment.bytes());
        json.addProperty("first-position", segment.firstPosition());
        json.addProperty("end-position", segment.endPosition());
        json.addProperty("queued", segment.isQueued());
        return json;
    }
}
