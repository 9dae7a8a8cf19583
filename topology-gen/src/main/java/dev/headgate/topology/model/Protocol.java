package dev.headgate.topology.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an app server speaks to an agent of the edge tier. */
public enum Protocol {
    /** Flume's own RPC. */
    AVRO,
    /** Flume's RPC over Thrift. */
    THRIFT,
    /** JSON posts, as Flume's HTTP source takes them. */
    HTTP,
    /** Syslog lines over TCP; nobody tells the sender what has arrived. */
    SYSLOG;

    /** The word that stands for it in topology files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The protocol that a word stands for.
     *
     * @throws IllegalArgumentException where it stands for none
     */
    public static Protocol of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Protocol::word).toList();
    }

    /** Whether its sender can be believed to number its events: it runs Flume's own client. */
    public boolean isFlumes() {
        return this == AVRO || this == THRIFT;
    }

    /** The template of what configures its sender, which is also the file's name. */
    public String clientFile() {
        return switch (this) {
            case AVRO, THRIFT -> "flume-client.properties";
            case HTTP -> "http-endpoints.txt";
            case SYSLOG -> "rsyslog.conf";
        };
    }
}
