package dev.headgate.topology.render;

import dev.headgate.kit.option.ComponentKind;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A flume.conf as Flume reads it: Java properties, and by their names the components of an agent.
 *
 * @param keys of the agent, without its name
 */
record FlumeConf(Map<String, String> keys) {
    private static final Pattern SELECTOR = Pattern.compile("sources\\.([^.]+)\\.selector\\.type");
    private static final Pattern INTERCEPTOR = Pattern.compile("sources\\.([^.]+)\\.interceptors\\.([^.]+)\\.type");
    private static final Pattern PROCESSOR = Pattern.compile("sinkgroups\\.([^.]+)\\.processor\\.type");

    static FlumeConf parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A string cannot be read.", unreadable);
        }
        Map<String, String> keys = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> keys.put(key.substring(key.indexOf('.') + 1), properties.getProperty(key)));
        return new FlumeConf(keys);
    }

    /** Every component that has options: sources, channels and sinks, and what is configured within them. */
    List<Component> components() {
        List<Component> components = new ArrayList<>();
        list("sources", ComponentKind.SOURCE, components);
        list("channels", ComponentKind.CHANNEL, components);
        list("sinks", ComponentKind.SINK, components);
        for (String key : keys.keySet()) {
            within(SELECTOR.matcher(key), ComponentKind.SOURCE, components);
            within(INTERCEPTOR.matcher(key), ComponentKind.INTERCEPTOR, components);
            within(PROCESSOR.matcher(key), ComponentKind.SINK, components);
        }
        return components;
    }

    private void list(String group, ComponentKind kind, List<Component> components) {
        Arrays.stream(keys.getOrDefault(group, "").split("\\s+"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> components.add(component(kind, name, name, group + "." + name + ".")));
    }

    private void within(Matcher key, ComponentKind kind, List<Component> components) {
        if (key.matches()) {
            String prefix = key.group().substring(0, key.group().length() - "type".length());
            components.add(component(kind, key.group(key.groupCount()), key.group(1), prefix));
        }
    }

    private Component component(ComponentKind kind, String name, String owner, String prefix) {
        Map<String, String> own = new TreeMap<>();
        keys.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return new Component(kind, name, owner, own);
    }

    /**
     * A component and its keys.
     *
     * @param owner the source, channel, sink or group that it belongs to: itself, for the first three
     */
    record Component(ComponentKind kind, String name, String owner, Map<String, String> keys) {
        String type() {
            return keys.getOrDefault("type", "");
        }
    }
}
