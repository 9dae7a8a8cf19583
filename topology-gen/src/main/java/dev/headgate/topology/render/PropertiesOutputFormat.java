package dev.headgate.topology.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes templates escape what they insert as the value of a properties file, in ASCII. Immutable. */
final class PropertiesOutputFormat extends CommonMarkupOutputFormat<PropertiesOutputFormat.Escaped> {
    static final PropertiesOutputFormat INSTANCE = new PropertiesOutputFormat();

    private PropertiesOutputFormat() {}

    @Override
    public String getName() {
        return "properties";
    }

    @Override
    public String getMimeType() {
        return "text/x-java-properties";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\\') {
                escaped.append("\\\\");
            } else if (character < ' ' || character > '~') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Escaped newTemplateMarkupOutputModel(@Nullable String plain, @Nullable String markup) {
        return new Escaped(plain, markup);
    }

    /** A text that is known to be escaped, or is yet to be. */
    static final class Escaped extends CommonTemplateMarkupOutputModel<Escaped> {
        private Escaped(@Nullable String plain, @Nullable String markup) {
            super(plain, markup);
        }

        @Override
        public PropertiesOutputFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
