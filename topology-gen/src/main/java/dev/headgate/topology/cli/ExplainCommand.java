package dev.headgate.topology.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.size.Figure;
import dev.headgate.topology.size.Figures;
import dev.headgate.topology.size.Sizes;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says where numbers come from. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Say where the numbers of 'size' come from: each with its formula and its inputs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate explain topology.yaml",
            "  headgate explain topology.yaml edge",
            "  headgate explain topology.yaml edge.agents"
        })
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SizeInput sizing = new SizeInput();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TIER|STORE|NUMBER",
            description = "Which: a tier, a store, or a number such as edge.agents; all by default.")
    private @Nullable String which;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "How to say it; text by default.")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        Sizes sizes = sizing.sizes(writers);
        if (sizes == null) {
            return ExitStatus.COULD_NOT_RUN;
        }
        List<Figure> figures = select(Figures.of(sizes));
        PrintWriter out = writers.out();
        if (output == Output.JSON) {
            out.println(Json.text(json(figures)));
        } else {
            for (Figure figure : figures) {
                out.println(figure.id() + " = " + figure.text());
                out.println("    " + figure.formula());
                out.println("    " + figure.worked());
            }
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private List<Figure> select(List<Figure> all) {
        String wanted = which;
        if (wanted == null) {
            return all;
        }
        List<Figure> found = all.stream()
                .filter(figure -> figure.subject().equals(wanted)
                        || figure.name().equals(wanted)
                        || figure.id().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            List<String> names = all.stream()
                    .flatMap(figure -> Stream.of(figure.subject(), figure.name(), figure.id()))
                    .distinct()
                    .toList();
            throw new UserError("Unknown number '" + wanted + "': no tier, store or number is called so"
                    + NearestName.of(wanted, names)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(". 'headgate explain' without it shows all."));
        }
        return found;
    }

    static JsonArray json(List<Figure> figures) {
        JsonArray array = new JsonArray();
        for (Figure figure : figures) {
            JsonObject entry = new JsonObject();
            entry.addProperty("subject", figure.subject());
            entry.addProperty("name", figure.name());
            if (Double.isFinite(figure.amount())) {
                entry.addProperty("amount", figure.amount());
            }
            entry.addProperty("unit", figure.unit().word());
            entry.addProperty("text", figure.text());
            entry.addProperty("formula", figure.formula());
            entry.addProperty("worked", figure.worked());
            array.add(entry);
        }
        return array;
    }
}
