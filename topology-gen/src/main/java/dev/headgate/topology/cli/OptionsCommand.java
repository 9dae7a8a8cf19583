package dev.headgate.topology.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.NearestName;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.OptionReference;
import dev.headgate.kit.option.OptionSchema;
import dev.headgate.topology.check.ComponentCatalog;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the reference of components and their keys. */
@Command(
        name = "options",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Show which components there are, or all keys of one.",
        footerHeading = "%nExamples:%n",
        footer = {"  headgate options", "  headgate options HdfsSink", "  headgate options -o json HdfsSink"})
final class OptionsCommand implements Callable<Integer> {
    enum Output {
        TEXT,
        JSON,
        MARKDOWN
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "A component by its type or its class name, such as HdfsSink; all of them by default.")
    private @Nullable String type;

    @picocli.CommandLine.Option(
            names = {"-o", "--output"},
            paramLabel = "text|json|markdown",
            description = "text by default; json is a JSON schema of each component's keys.")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        ComponentCatalog catalog = ComponentCatalog.ofClassPath();
        catalog.leftOut().forEach(why -> writers.err().println("headgate: Left out a component: " + why));
        List<ComponentOptions> components = select(catalog.components());
        PrintWriter out = writers.out();
        switch (output) {
            case JSON -> out.println(json(components));
            case MARKDOWN ->
                out.print(components.stream().map(OptionReference::markdown).collect(Collectors.joining("\n")));
            case TEXT -> components.forEach(component -> print(component, out));
        }
        out.flush();
        writers.err().flush();
        return ExitStatus.FINE;
    }

    private List<ComponentOptions> select(List<ComponentOptions> all) {
        String wanted = type;
        if (wanted == null) {
            return all;
        }
        List<ComponentOptions> matching = all.stream()
                .filter(component ->
                        component.type().equals(wanted) || shortName(component).equalsIgnoreCase(wanted))
                .toList();
        if (matching.isEmpty()) {
            List<String> names =
                    all.stream().map(OptionsCommand::shortName).distinct().toList();
            throw new UserError("Unknown component '" + wanted + "': none is declared by that name"
                    + NearestName.of(wanted, names)
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(". Give one of " + String.join(", ", names) + "."));
        }
        return matching;
    }

    private void print(ComponentOptions component, PrintWriter out) {
        out.printf("%-12s %s%n             %s%n", component.kind().label(), component.type(), component.sentence());
        if (type == null) {
            return;
        }
        JsonObject schema = JsonParser.parseString(OptionSchema.json(component)).getAsJsonObject();
        for (Option<?> option : component.options()) {
            out.printf("%n  %s%s%n      %s%n", option.name(), option.isPrefix() ? "*" : "", presence(option, schema));
            out.printf("      %s%n", option.sentence());
        }
    }

    private static String presence(Option<?> option, JsonObject schema) {
        JsonObject property = schema.getAsJsonObject("properties").getAsJsonObject(option.name());
        if (option.isRequired()) {
            return "required";
        }
        return property != null && property.has("default")
                ? "default " + property.get("default").getAsString()
                : "optional";
    }

    private static String json(List<ComponentOptions> components) {
        if (components.size() == 1) {
            return OptionSchema.json(components.get(0));
        }
        JsonArray array = new JsonArray();
        components.forEach(component -> {
            JsonElement schema = JsonParser.parseString(OptionSchema.json(component));
            schema.getAsJsonObject().addProperty("x-kind", component.kind().label());
            array.add(schema);
        });
        return Json.text(array);
    }

    /** The class name without its package and {@code $Builder}. */
    private static String shortName(ComponentOptions component) {
        String name = component.type().substring(component.type().lastIndexOf('.') + 1);
        return name.endsWith("$Builder") ? name.substring(0, name.length() - "$Builder".length()) : name;
    }
}
