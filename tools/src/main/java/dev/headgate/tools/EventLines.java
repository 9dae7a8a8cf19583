package dev.headgate.tools;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.headgate.channel.journal.JournalFiles.QueuedEvent;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;

/** Prints events as JSON, one per line, in ASCII. Used by one thread. */
final class EventLines {
    private static final int FIRST_BEYOND_ASCII = 0x7F;

    private final PrintWriter out;
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private long count;

    EventLines(PrintWriter out) {
        this.out = out;
    }

    /** Lines printed. */
    long count() {
        return count;
    }

    void print(QueuedEvent queued) {
        JsonObject line = new JsonObject();
        line.addProperty("position", queued.position());
        line.addProperty("time", queued.time().toString());
        JsonObject headers = new JsonObject();
        new TreeMap<>(queued.event().getHeaders()).forEach(headers::addProperty);
        line.add("headers", headers);
        byte[] body = queued.event().getBody();
        text(body)
                .ifPresentOrElse(
                        text -> line.addProperty("body", text),
                        () -> line.addProperty(
                                "body-base64", Base64.getEncoder().encodeToString(body)));
        out.print(ascii(gson.toJson(line)) + "\n");
        count++;
    }

    private Optional<String> text(byte[] body) {
        try {
            return Optional.of(utf8.decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    /** Outside of JSON strings there is nothing beyond ASCII, so everything that is can be escaped. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int index = 0; index < json.length(); index++) {
            char character = json.charAt(index);
            if (character < FIRST_BEYOND_ASCII) {
                ascii.append(character);
            } else {
                ascii.append("\\u%04x".formatted((int) character));
            }
        }
        return ascii.toString();
    }
}
