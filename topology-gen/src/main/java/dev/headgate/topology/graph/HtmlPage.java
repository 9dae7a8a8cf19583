package dev.headgate.topology.graph;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A page that holds all it needs: the drawing, the numbers of every agent, and what shows them. */
final class HtmlPage {
    /** Escapes what could end a script. */
    private static final Gson GSON = new Gson();

    private HtmlPage() {}

    static String of(Picture picture) {
        return skeleton()
                .replace("@TITLE@", SvgGraph.escaped(picture.title()))
                .replace("@SUMMARY@", SvgGraph.escaped(picture.summary()))
                .replace("@SVG@", SvgGraph.of(picture))
                .replace("@AGENTS@", agents(picture));
    }

    private static String agents(Picture picture) {
        JsonObject agents = new JsonObject();
        for (Picture.Box box : picture.boxes()) {
            for (Picture.Member member : box.members()) {
                JsonObject agent = new JsonObject();
                agent.addProperty("tier", box.title());
                agent.addProperty("host", member.host());
                agent.add("facts", array(member.facts()));
                agent.add("targets", array(member.targets()));
                agents.add(member.name(), agent);
            }
        }
        return GSON.toJson(agents);
    }

    private static JsonArray array(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static String skeleton() {
        try (InputStream page = Objects.requireNonNull(HtmlPage.class.getResourceAsStream("page.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The page cannot be read.", unreadable);
        }
    }
}
