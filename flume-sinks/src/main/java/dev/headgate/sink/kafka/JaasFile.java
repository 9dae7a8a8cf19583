package dev.headgate.sink.kafka;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the login of Kafka clients from the JVM's JAAS file, as the value that {@code sasl.jaas.config} takes.
 *
 * <p>The file names login modules as Kafka documents them, and our client has them under another name: so they are changed
 * before it sees them.
 */
final class JaasFile {
    private static final Logger LOG = LoggerFactory.getLogger(JaasFile.class);
    private static final String SECTION = "KafkaClient";

    private JaasFile() {}

    /** The login as the file has it now; nothing where there is no file or it has none for Kafka. */
    static Optional<String> login() {
        try {
            Configuration file = Configuration.getConfiguration();
            file.refresh();
            AppConfigurationEntry[] entries = file.getAppConfigurationEntry(SECTION);
            return Optional.ofNullable(entries)
                    .map(all -> Stream.of(all).map(JaasFile::written).collect(Collectors.joining(" ")));
        } catch (SecurityException noFile) {
            LOG.debug("The JVM has no JAAS file.", noFile);
            return Optional.empty();
        }
    }

    private static String written(AppConfigurationEntry entry) {
        String options = new TreeMap<String, Object>(entry.getOptions())
                .entrySet().stream()
                        .map(option -> " " + option.getKey() + "=\""
                                + String.valueOf(option.getValue())
                                        .replace("\\", "\\\\")
                                        .replace("\"", "\\\"")
                                + "\"")
                        .collect(Collectors.joining());
        return entry.getLoginModuleName() + " " + flag(entry).toLowerCase(Locale.ROOT) + options + ";";
    }

    /** {@code LoginModuleControlFlag: required} is how a flag prints itself. */
    private static String flag(AppConfigurationEntry entry) {
        String text = entry.getControlFlag().toString();
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
