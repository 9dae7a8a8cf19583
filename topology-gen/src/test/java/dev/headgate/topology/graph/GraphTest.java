package dev.headgate.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.topology.Written;
import dev.headgate.topology.graph.Graph.Format;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.Placement;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphTest {
    private static final Written TAILED = Written.SMALL
            .with(
                    "tiers:",
                    "  log: { hosts: \"log-[1-2]\", events: 90/h, event-size: 2KB, send: tail, files: /x/*.log }\ntiers:")
            .with("store-[1-3]", "store-[1-4]")
            .with("streams: web", "streams: [web, log]");

    private static Placement placement(Written written) {
        return written.compile().get().placement();
    }

    @Test
    void saysInWordsWhatFlowsWhere() {
        assertThat(Graph.draw(placement(TAILED), Format.TEXT)).startsWith("""
                small: 5 app servers, 6 agents, 300/s, 300 KB/s at the peak

                stream web: 3 app servers; 100/s of 1KB each
                  ──▶ store  300/s, 300 KB/s

                stream log: 2 app servers; 90/h of 2KB each
                  ──▶ tail  180.0/h, 102 B/s

                tier tail: 2 agents on app servers; holds 10s in a journal
                """).contains("""
                  ──▶ raw  300/s, 300 KB/s

                store raw: hdfs; hdfs://nn/raw
                """);
    }

    @Test
    void programsGetEveryAgentAndWhatFlows() {
        JsonObject graph = JsonParser.parseString(Graph.draw(placement(TAILED), Format.JSON))
                .getAsJsonObject();

        assertThat(graph.get("topology").getAsString()).isEqualTo("small");
        assertThat(graph.getAsJsonArray("agents")).hasSize(6);
        JsonObject tail = graph.getAsJsonArray("agents").get(0).getAsJsonObject();
        assertThat(tail.get("agent").getAsString()).isEqualTo("log-1-tail");
        assertThat(tail.get("host").getAsString()).isEqualTo("log-1");
        assertThat(tail.getAsJsonArray("targets")).hasSizeGreaterThan(1);
        assertThat(tail.get("events-per-second").getAsDouble()).isEqualTo(0.025);
        assertThat(graph.getAsJsonArray("ways")).contains(JsonParser.parseString("""
                {"from":{"kind":"stream","name":"web"},"to":{"kind":"tier","name":"store"},
                 "events-per-second":300.0,"bytes-per-second":307200.0}"""));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void manyAgentsOfATierFold(Format format) {
        Placement many = placement(Written.SMALL.with("web-[1-3]", "web-[1-90]").with("store-[1-3]", "store-[1-60]"));

        assertThat(many.agents()).hasSizeGreaterThan(40);
        String drawn = Graph.draw(many, format);
        assertThat(drawn.lines().count()).isLessThan(format == Format.HTML ? 500 : 20);
        assertThat(drawn).contains("store-01").contains("store-46");
    }

    @Test
    void thePageHoldsEveryAgentAndAsksForNothingElse() {
        Placement placement = placement(TAILED);
        String page = Graph.draw(placement, Format.HTML);

        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "src=", "url(");
        assertThat(page).doesNotContain("@SVG@", "@AGENTS@", "@TITLE@", "@SUMMARY@");
        assertThat(placement.agents()).extracting(Agent::name).allSatisfy(name -> assertThat(page)
                .contains("data-agent=\"" + name + "\""));
    }

    @Test
    void boxesOfAPageDoNotOverlap() {
        String page = Graph.draw(placement(TAILED), Format.HTML);
        Matcher boxes = Pattern.compile(
                        "data-id=\"\\w+\"><rect x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\"")
                .matcher(page);
        List<Rectangle> seen = new ArrayList<>();
        while (boxes.find()) {
            Rectangle box = new Rectangle(
                    Integer.parseInt(boxes.group(1)),
                    Integer.parseInt(boxes.group(2)),
                    Integer.parseInt(boxes.group(3)),
                    Integer.parseInt(boxes.group(4)));
            assertThat(seen).noneMatch(box::intersects);
            seen.add(box);
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void whatANameHoldsIsNoMarkup() {
        Written written = Written.SMALL.with("hdfs://nn/raw", "hdfs://nn/<script>&x");

        assertThat(Graph.draw(placement(written), Format.HTML))
                .contains("hdfs://nn/&lt;script&gt;&amp;x")
                .doesNotContain("nn/<script>");
    }
}
