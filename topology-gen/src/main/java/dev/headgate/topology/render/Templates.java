package dev.headgate.topology.render;

import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Source;
import dev.headgate.topology.model.TopologyRule;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The templates of everything that is rendered: those of conf-templates and, before them, those of a folder of the user's own. The
 * same model gives the same text in every locale and time zone. What is wrong with a template of the user's is a problem in it;
 * with one of ours, a bug. Used by one thread.
 */
public final class Templates {
    private static final String OURS = "dev/headgate/templates";
    private static final String ENDING = ".ftl";

    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    private final @Nullable TemplateFolder folder;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> unreadable;
    private final Map<String, Source> ours = new HashMap<>();

    private Templates(@Nullable TemplateFolder folder) {
        this.folder = folder;
        TemplateLoader own = new ClassTemplateLoader(Templates.class.getClassLoader(), OURS);
        configuration.setTemplateLoader(
                folder == null ? own : new MultiTemplateLoader(new TemplateLoader[] {folder.loader(), own}));
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setRegisteredCustomOutputFormats(List.of(PropertiesOutputFormat.INSTANCE));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
        if (folder != null) {
            folder.names().forEach(this::parse);
            configuration.clearTemplateCache();
            folder.forgetUse();
        }
        this.unreadable = List.copyOf(problems);
    }

    /** Headgate's own. */
    public static Templates ours() {
        return new Templates(null);
    }

    /**
     * Those of a folder, each in the place of the one of ours that has its name; and ours.
     *
     * @throws IOException where the folder cannot be read; the message says why
     */
    public static Templates in(Path folder) throws IOException {
        return new Templates(TemplateFolder.read(folder));
    }

    /** Whether some are not Headgate's own. */
    public boolean areForeign() {
        return folder != null;
    }

    /** The files that every agent gets beside ours: what stands below {@code agents} in the folder. */
    List<String> filesOfAgents() {
        return folder == null ? List.of() : folder.below("agents", ENDING);
    }

    /** Those that are no templates: nothing can be rendered. */
    List<Problem> unreadable() {
        return List.copyOf(unreadable);
    }

    /** What is wrong with templates, each once; those that nothing asked for too. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        if (folder != null && problems.isEmpty()) {
            folder.unused(name -> Templates.class.getClassLoader().getResource(OURS + "/" + name) != null)
                    .forEach(name -> all.add(new Problem(
                            TopologyRule.TEMPLATE,
                            folder.source(name).start(),
                            "Needless template '%s': it has the name of none of Headgate's, and none includes it. Rename it as docs/templates.md says, or remove it."
                                    .formatted(name))));
        }
        return all.stream().distinct().toList();
    }

    /** Says what is wrong with what a template made. */
    void refuse(String template, String message) {
        problems.add(
                new Problem(TopologyRule.TEMPLATE, source(template + ENDING).start(), message));
    }

    /**
     * Fills a template. Where it is not one of ours and cannot be filled the text is empty, and {@link #problems} say why.
     *
     * @throws IllegalStateException where one of ours asks for what the model does not have: a bug
     */
    String fill(String template, Map<String, Object> model) {
        StringWriter text = new StringWriter();
        try {
            configuration.getTemplate(template + ENDING).process(model, text);
        } catch (ParseException wrong) {
            refuse(wrong);
            return "";
        } catch (TemplateException wrong) {
            refuse(template, wrong);
            return "";
        } catch (StackOverflowError endless) {
            // A template of the user's that includes itself; one of ours would be a bug.
            if (folder == null) {
                throw endless;
            }
            problems.add(new Problem(
                    TopologyRule.TEMPLATE,
                    ours.computeIfAbsent("--templates", Source::value).start(),
                    "Endless templates: while '%s' was filled, one included or called itself again and again. Mend it."
                            .formatted(template + ENDING)));
            return "";
        } catch (IOException missing) {
            throw new UncheckedIOException("Template " + template + " cannot be read.", missing);
        }
        return text.toString();
    }

    private void parse(String name) {
        try {
            configuration.getTemplate(name);
        } catch (ParseException wrong) {
            refuse(wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Template " + name + " cannot be read.", unreadable);
        }
    }

    private void refuse(ParseException wrong) {
        if (folder == null) {
            throw new IllegalStateException("A template is no template.", wrong);
        }
        add(
                String.valueOf(wrong.getTemplateName()),
                wrong.getLineNumber(),
                wrong.getColumnNumber(),
                String.valueOf(wrong.getEditorMessage()));
    }

    private void refuse(String template, TemplateException wrong) {
        if (folder == null) {
            throw new IllegalStateException("Template " + template + " does not fit its model.", wrong);
        }
        add(
                Optional.ofNullable(wrong.getTemplateSourceName()).orElse(template + ENDING),
                Optional.ofNullable(wrong.getLineNumber()).orElse(1),
                Optional.ofNullable(wrong.getColumnNumber()).orElse(1),
                String.valueOf(wrong.getMessageWithoutStackTop()));
    }

    private void add(String name, int line, int column, String why) {
        Location at = new Location(source(name), Math.max(1, line), Math.max(1, column));
        problems.add(new Problem(
                TopologyRule.TEMPLATE,
                at,
                "Bad template '%s': %s. Mend it; docs/templates.md says what it is given."
                        .formatted(name, reason(why))));
    }

    /** FreeMarker adds tips below a line, and its own places. */
    private static String reason(String message) {
        String first = message.split("\\n-{4}", 2)[0].replaceAll("\\s+", " ").strip();
        return first.replaceAll("[.:]+$", "");
    }

    private Source source(String name) {
        return folder != null && folder.names().contains(name)
                ? folder.source(name)
                : ours.computeIfAbsent(name, ownName -> Source.value("Headgate's own template " + ownName));
    }
}
