package dev.headgate.topology.adopt;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Durations;
import dev.headgate.kit.option.Option;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.model.Located;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the keys of a store of a sink that writes to one. Used by one thread. */
final class SinkAdoption {
    private static final Pattern ESCAPE = Pattern.compile("%(\\{[^}]*}|\\[[^]]*]|.)");
    private static final String TIMES = "YmdHMS";
    /** What Flume's clients are told and ours sees to itself. */
    private static final List<String> SEEN_TO = List.of(
            "acks",
            "enable.idempotence",
            "key.serializer",
            "value.serializer",
            "transactional.id",
            "bootstrap.servers");

    private final ComponentCatalog catalog;
    private final Findings findings;

    SinkAdoption(ComponentCatalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    /** The keys of its store; nothing where it writes to none that a topology knows. */
    Optional<Map<String, String>> of(ConfComponent sink) {
        return keys(sink).map(keys -> {
            keys.replaceAll((key, value) -> written(sink, key, value));
            return keys;
        });
    }

    /** A topology takes no variable that Flume would replace, but for secrets. */
    private String written(ConfComponent sink, String key, String value) {
        if (!value.contains("${") || value.matches("\\$\\{secret:[A-Z_][A-Z0-9_]*}")) {
            return value;
        }
        findings.leftOut(
                sink.at(),
                "A variable in '%s' of sink '%s' becomes 'CHECK'".formatted(key, sink.name()),
                "a topology writes values out, or takes them from the environment of the command as ${NAME:-default}. Look at '"
                        + value + "'");
        return value.replaceAll("\\$\\{[^}]*}?", "CHECK");
    }

    private Optional<Map<String, String>> keys(ConfComponent sink) {
        return switch (Types.sink(sink)) {
            case HDFS -> Optional.of(hdfs(sink));
            case HBASE -> Optional.of(hbase(sink));
            case KAFKA -> Optional.of(kafka(sink));
            case OWN_HDFS -> Optional.of(own(sink, "hdfs", Map.of("path", "path", "roll-age", "freshness")));
            case OWN_HBASE -> Optional.of(own(sink, "hbase", Map.of("table", "table", "zookeeper", "zookeeper")));
            case OWN_KAFKA -> Optional.of(own(sink, "kafka", Map.of("brokers", "brokers", "topic", "topic")));
            case HOP, LANE, OTHER -> Optional.empty();
        };
    }

    private Map<String, String> hdfs(ConfComponent sink) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("kind", "hdfs");
        keys.put("path", path(sink, value(sink, "hdfs.path", "/flume")));
        long seconds = number(sink, "hdfs.rollInterval", 30);
        keys.put("freshness", seconds < 60 || seconds > 86_400 ? "5m" : Durations.format(Duration.ofSeconds(seconds)));
        String type = value(sink, "hdfs.fileType", "SequenceFile").toLowerCase(Locale.ROOT);
        if (value(sink, "serializer", "text").toLowerCase(Locale.ROOT).startsWith("avro")) {
            put(sink, keys, "format", "avro");
        } else if (type.equals("sequencefile")) {
            put(sink, keys, "format", "sequence-file");
        }
        sink.find("hdfs.codeC").ifPresent(codec -> codec(sink, keys, codec));
        sink.find("hdfs.timeZone").ifPresent(zone -> put(sink, keys, "time-zone", zone.value()));
        if (value(sink, "hdfs.round", "false").equals("true")) {
            String unit = value(sink, "hdfs.roundUnit", "second").substring(0, 1);
            put(sink, keys, "round", number(sink, "hdfs.roundValue", 1) + unit);
        }
        without(sink, "hdfs.filePrefix", "files are named after the agent and what they hold");
        without(sink, "hdfs.fileSuffix", "files are named after the agent and what they hold");
        login(sink, "hdfs.", keys);
        sink.find("hdfs.proxyUser").ifPresent(user -> put(sink, keys, "proxy-user", user.value()));
        return keys;
    }

    private void login(ConfComponent sink, String prefix, Map<String, String> keys) {
        sink.find(prefix + "kerberosPrincipal")
                .ifPresent(principal -> put(sink, keys, "kerberos-principal", principal.value()));
        sink.find(prefix + "kerberosKeytab").ifPresent(keytab -> put(sink, keys, "kerberos-keytab", keytab.value()));
    }

    private void codec(ConfComponent sink, Map<String, String> keys, Located<String> codec) {
        String word = codec.value().toLowerCase(Locale.ROOT).replaceAll("codec$", "");
        if (List.of("gzip", "snappy", "zstd").contains(word)) {
            put(sink, keys, "codec", word);
        } else {
            findings.leftOut(
                    codec.at(),
                    "Codec '%s' of sink '%s' is left out".formatted(codec.value(), sink.name()),
                    "files are compressed by gzip, snappy or zstd. Choose one as 'codec' of the store");
        }
    }

    private Map<String, String> hbase(ConfComponent sink) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("kind", "hbase");
        keys.put("table", value(sink, "table", "events"));
        keys.put("zookeeper", value(sink, "zookeeperQuorum", "zookeeper.example.com:2181"));
        if (sink.find("zookeeperQuorum").isEmpty()) {
            findings.leftOut(
                    sink.at(),
                    "Sink '%s' does not say where HBase is".formatted(sink.name()),
                    "its hbase-site.xml does. Put the quorum into 'zookeeper' of the store");
        }
        sink.find("columnFamily").ifPresent(family -> put(sink, keys, "family", family.value()));
        login(sink, "", keys);
        without(
                sink,
                "serializer",
                "rows are made by the keys 'row', 'cell' and 'counter' of the store, and keys are not random; docs/hbase.md says how");
        return keys;
    }

    private Map<String, String> kafka(ConfComponent sink) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("kind", "kafka");
        keys.put(
                "brokers", value(sink, "kafka.bootstrap.servers", value(sink, "brokerList", "kafka.example.com:9092")));
        keys.put("topic", value(sink, "kafka.topic", value(sink, "topic", "default-flume-topic")));
        sink.below("kafka.producer.", sink.name()).entries().forEach((key, entry) -> {
            if (key.contains("password") || key.endsWith("jaas.config")) {
                String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                findings.leftOut(
                        entry.key().at(),
                        "Secret '%s' of sink '%s' is not taken over".formatted(key, sink.name()),
                        "a topology names secrets only. Put " + name + " into the file of secrets on the hosts");
                keys.put("kafka." + key, "${secret:" + name + "}");
            } else if (!SEEN_TO.contains(key)) {
                keys.put("kafka." + key, entry.value().value());
            }
        });
        without(sink, "useFlumeEventFormat", "records bear the body as their value, and headers as Kafka's");
        return keys;
    }

    private Map<String, String> own(ConfComponent sink, String kind, Map<String, String> names) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("kind", kind);
        names.keySet().stream().sorted().forEach(key -> sink.find(key)
                .ifPresent(value -> keys.put(names.getOrDefault(key, key), value.value())));
        sink.keys().forEach((key, value) -> {
            if (!names.containsKey(key)
                    && !List.of("type", "channel", "writer", "batch-events").contains(key)) {
                put(sink, keys, key, value.replaceAll("\\$\\{env:([A-Z_][A-Z0-9_]*)}", "\\${secret:$1}"));
            }
        });
        return keys;
    }

    /** Only what the sink of the kind declares. */
    private void put(ConfComponent sink, Map<String, String> keys, String key, String value) {
        String type =
                switch (keys.getOrDefault("kind", "")) {
                    case "hdfs" -> "dev.headgate.sink.hdfs.HdfsSink";
                    case "hbase" -> "dev.headgate.sink.hbase.HBaseSink";
                    default -> "dev.headgate.sink.kafka.KafkaSink";
                };
        List<Option<?>> options = catalog.find(ComponentKind.SINK, type)
                .map(ComponentOptions::options)
                .orElse(List.of());
        boolean isDeclared = options.stream()
                .anyMatch(option -> option.isPrefix()
                        ? key.startsWith(option.name())
                        : option.name().equals(key));
        if (isDeclared) {
            keys.put(key, value);
        } else {
            findings.leftOut(
                    sink.at(),
                    "What '%s' would say of sink '%s' is left out".formatted(key, sink.name()),
                    "a store of the kind has no such key. See docs/options.md");
        }
    }

    private String path(ConfComponent sink, String path) {
        Matcher escapes = ESCAPE.matcher(path);
        StringBuilder fitting = new StringBuilder();
        while (escapes.find()) {
            String sign = escapes.group(1);
            boolean fits = sign.startsWith("{") || TIMES.contains(sign);
            String replacement = fits ? escapes.group() : sign.equals("y") ? "%Y" : "";
            if (!fits) {
                findings.leftOut(
                        sink.at("hdfs.path"),
                        "'%s' in the path of sink '%s' %s"
                                .formatted(
                                        escapes.group(),
                                        sink.name(),
                                        replacement.isEmpty() ? "is left out" : "becomes '%Y'"),
                        "paths know %Y %m %d %H %M %S and headers. Look at the path");
            }
            escapes.appendReplacement(fitting, Matcher.quoteReplacement(replacement));
        }
        escapes.appendTail(fitting);
        return fitting.toString().replaceAll("(?<!:)/{2,}", "/");
    }

    private void without(ConfComponent sink, String key, String why) {
        sink.find(key)
                .ifPresent(value -> findings.leftOut(
                        value.at(), "Key '%s' of sink '%s' is left out".formatted(key, sink.name()), why));
    }

    private static String value(ConfComponent sink, String key, String otherwise) {
        return sink.find(key)
                .map(Located::value)
                .filter(text -> !text.isEmpty())
                .orElse(otherwise);
    }

    private static long number(ConfComponent sink, String key, long otherwise) {
        String text = value(sink, key, "");
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : otherwise;
    }
}
