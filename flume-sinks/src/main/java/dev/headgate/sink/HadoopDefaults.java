package dev.headgate.sink;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Our defaults for settings of Hadoop and HBase clients: they stand unless a site file of the user's says otherwise. */
public final class HadoopDefaults {
    private HadoopDefaults() {}

    /** Sets those that only the libraries' own {@code *-default.xml} has set so far. */
    public static void apply(Configuration configuration, Map<String, String> defaults) {
        defaults.forEach((key, value) -> {
            String[] sources = configuration.getPropertySources(key);
            if (sources == null || sources[sources.length - 1].endsWith("-default.xml")) {
                configuration.set(key, value);
            }
        });
    }
}
