package dev.headgate.topology.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.kit.option.Durations;
import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.size.Amounts;
import dev.headgate.topology.size.Figure;
import dev.headgate.topology.size.Figures;
import dev.headgate.topology.size.Outage;
import dev.headgate.topology.size.Sizes;
import dev.headgate.topology.size.TierSize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows the numbers of a topology, and what if. */
@Command(
        name = "size",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Show how large every tier is and why; with --set, --growth and --outage, what if.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate size topology.yaml",
            "  headgate size topology.yaml --growth 2x",
            "  headgate size topology.yaml --outage raw=2h",
            "  headgate size topology.yaml --set tiers.edge.fan-in=32"
        })
final class SizeCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "tier",
            "senders",
            "agents",
            "bound",
            "events",
            "bytes",
            "an agent",
            "spare down",
            "disk",
            "heap",
            "hold",
            "drain",
            "in",
            "out");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SizeInput sizing = new SizeInput();

    @Option(
            names = "--outage",
            paramLabel = "NAME=TIME",
            converter = DownConverter.class,
            description =
                    "What if a store or a tier were down, such as raw=2h: what fills, when, and what comes after.")
    private @Nullable Down outage;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to show it; text by default.")
    private Output output = Output.TEXT;

    /** A store or tier, and how long it is down. */
    record Down(String name, Duration length) {}

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        Sizes sizes = sizing.sizes(writers);
        if (sizes == null) {
            return ExitStatus.COULD_NOT_RUN;
        }
        Outage look = outage == null ? null : lookAhead(sizes, outage);
        PrintWriter out = writers.out();
        List<Figure> figures = Figures.of(sizes);
        if (output == Output.JSON) {
            out.println(json(figures, look));
        } else if (look != null) {
            print(look, out);
        } else {
            print(sizes, figures, out);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private static Outage lookAhead(Sizes sizes, Down down) {
        List<String> names = Outage.names(sizes);
        return Outage.of(sizes, down.name(), down.length())
                .orElseThrow(() -> new UserError("Unknown name '" + down.name()
                        + "' in --outage: the topology has no such store or tier"
                        + NearestName.of(down.name(), names)
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse(". Give one of " + String.join(", ", names) + ".")));
    }

    private static void print(Sizes sizes, List<Figure> figures, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        for (TierSize tier : sizes.tiers()) {
            String name = tier.tier().name().value();
            List<String> row = new ArrayList<>(List.of(
                    name,
                    text(figures, name, "senders"),
                    tier.carrying() + "+" + tier.tier().spare().value(),
                    tier.bound().name().toLowerCase(Locale.ROOT).replace('_', '-')));
            for (String figure : List.of(
                    "events",
                    "bytes",
                    "agent-events",
                    "agent-events-spare-down",
                    "disk",
                    "heap",
                    "hold",
                    "drain",
                    "network-in",
                    "network-out")) {
                row.add(text(figures, name, figure));
            }
            rows.add(row);
        }
        table(rows, out);
        sizes.tiers().forEach(tier -> tier.agent().channels().forEach((channel, size) -> {
            String name = tier.tier().name().value();
            out.printf(
                    Locale.ROOT,
                    "%s: channel '%s' of each agent is a %s for %s events and %s%n",
                    name,
                    channel,
                    size.kind().word(),
                    text(figures, name, "channel." + channel),
                    Amounts.text((double) size.bytes().bytes(), Figure.Unit.BYTES));
        }));
        figures.stream()
                .filter(figure -> figure.name().equals("files"))
                .forEach(files -> out.printf(
                        Locale.ROOT,
                        "%s: %s files of %s%n",
                        files.subject(),
                        files.text(),
                        text(figures, files.subject(), "file-size")));
        out.println(
                "All at the peak; 'an agent' and 'spare down' are events. 'headgate explain' says where each number comes from.");
    }

    private static String text(List<Figure> figures, String subject, String name) {
        return Figures.find(figures, subject, name).map(Figure::text).orElse("");
    }

    private static void table(List<List<String>> rows, PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(1);
                boolean isWord = column == 0 || column == 3;
                line.append(
                        String.format(Locale.ROOT, isWord ? "%-" + width + "s" : "%" + width + "s", row.get(column)));
                line.append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static void print(Outage look, PrintWriter out) {
        out.println("'" + look.what() + "' is down for " + time(look.length()) + " at the peak:");
        for (Outage.Stage stage : look.stages()) {
            out.println("  after " + time(stage.begins()) + "  channels '" + stage.channel() + "' of tier '"
                    + stage.tier() + "' fill; "
                    + stage.full().map(full -> "full after " + time(full)).orElse("they are not full when it ends")
                    + ", with " + Amounts.text(stage.queued(), Figure.Unit.EVENTS) + " events");
        }
        out.println(look.refused()
                .map(refused -> "  after " + time(refused) + "  app servers are refused: "
                        + Amounts.text(look.refusedEvents(), Figure.Unit.EVENTS)
                        + " events are lost, but for what they keep themselves; tailed files wait on their disks")
                .orElse("  nothing is refused, and nothing is lost"));
        out.println("When it is back, " + Amounts.text(look.queued(), Figure.Unit.EVENTS) + " events are queued; "
                + (Double.isFinite(look.drained())
                        ? "at the peak they are gone after " + Amounts.text(look.drained(), Figure.Unit.SECONDS) + "."
                        : "at the peak they are not gone before the load falls: agents are at their capacity."));
    }

    private static String time(Duration duration) {
        return Amounts.text((double) duration.toSeconds(), Figure.Unit.SECONDS);
    }

    private static String json(List<Figure> figures, @Nullable Outage look) {
        JsonObject result = new JsonObject();
        result.add("figures", ExplainCommand.json(figures));
        if (look != null) {
            JsonObject outage = new JsonObject();
            outage.addProperty("what", look.what());
            outage.addProperty("seconds", look.length().toSeconds());
            JsonArray stages = new JsonArray();
            for (Outage.Stage stage : look.stages()) {
                JsonObject entry = new JsonObject();
                entry.addProperty("tier", stage.tier());
                entry.addProperty("channel", stage.channel());
                entry.addProperty("fills-after", stage.begins().toSeconds());
                stage.full().ifPresent(full -> entry.addProperty("full-after", full.toSeconds()));
                entry.addProperty("events", Math.round(stage.queued()));
                stages.add(entry);
            }
            outage.add("stages", stages);
            look.refused().ifPresent(refused -> outage.addProperty("refused-after", refused.toSeconds()));
            outage.addProperty("refused-events", Math.round(look.refusedEvents()));
            outage.addProperty("queued-events", Math.round(look.queued()));
            if (Double.isFinite(look.drained())) {
                outage.addProperty("drained-after", Math.round(look.drained()));
            }
            result.add("outage", outage);
        }
        return Json.text(result);
    }

    /** Reads {@code raw=2h}. */
    static final class DownConverter implements ITypeConverter<Down> {
        @Override
        public Down convert(String text) {
            int sign = text.indexOf('=');
            if (sign <= 0) {
                throw new TypeConversionException("'" + text + "' is not of the form NAME=TIME, such as raw=2h");
            }
            try {
                return new Down(text.substring(0, sign), Durations.parse(text.substring(sign + 1)));
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException("'" + text.substring(sign + 1) + "' is " + refused.getMessage());
            }
        }
    }
}
