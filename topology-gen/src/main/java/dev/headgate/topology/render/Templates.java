package dev.headgate.topology.render;

import freemarker.cache.ClassTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** Fills the templates of conf-templates. The same model gives the same text in every locale and time zone. Thread-safe. */
final class Templates {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    Templates() {
        configuration.setTemplateLoader(
                new ClassTemplateLoader(Templates.class.getClassLoader(), "dev/headgate/templates"));
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setRegisteredCustomOutputFormats(List.of(PropertiesOutputFormat.INSTANCE));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
    }

    /**
     * Fills a template.
     *
     * @throws IllegalStateException where the template asks for what the model does not have: a bug of ours
     */
    String fill(String template, Map<String, Object> model) {
        StringWriter text = new StringWriter();
        try {
            configuration.getTemplate(template + ".ftl").process(model, text);
        } catch (TemplateException wrong) {
            throw new IllegalStateException("Template " + template + " does not fit its model.", wrong);
        } catch (IOException missing) {
            throw new UncheckedIOException("Template " + template + " cannot be read.", missing);
        }
        return text.toString();
    }
}
