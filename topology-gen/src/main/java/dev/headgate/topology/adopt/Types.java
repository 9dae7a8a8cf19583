package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.model.Located;
import java.util.Locale;

/** What a component of a flume.conf is to a topology. */
final class Types {
    private Types() {}

    /** How events come in. */
    enum Way {
        AVRO,
        THRIFT,
        HTTP,
        SYSLOG,
        TAIL,
        OTHER
    }

    /** Where events go. */
    enum End {
        HOP,
        LANE,
        HDFS,
        HBASE,
        KAFKA,
        OWN_HDFS,
        OWN_HBASE,
        OWN_KAFKA,
        OTHER
    }

    static Way source(ConfComponent source) {
        return switch (source.type().toLowerCase(Locale.ROOT)) {
            case "avro", "org.apache.flume.source.avrosource", "dev.headgate.source.lane.lanesource" -> Way.AVRO;
            case "thrift", "org.apache.flume.source.thriftsource" -> Way.THRIFT;
            case "http", "org.apache.flume.source.http.httpsource" -> Way.HTTP;
            case "syslogtcp",
                    "multiport_syslogtcp",
                    "org.apache.flume.source.syslogtcpsource",
                    "org.apache.flume.source.multiportsyslogtcpsource" -> Way.SYSLOG;
            case "taildir", "org.apache.flume.source.taildir.taildirsource", "dev.headgate.source.tail.tailsource" ->
                Way.TAIL;
            case "exec", "org.apache.flume.source.execsource" -> tailed(source).isEmpty() ? Way.OTHER : Way.TAIL;
            default -> Way.OTHER;
        };
    }

    static End sink(ConfComponent sink) {
        return switch (sink.type().toLowerCase(Locale.ROOT)) {
            case "avro", "thrift", "org.apache.flume.sink.avrosink", "org.apache.flume.sink.thriftsink" -> End.HOP;
            case "dev.headgate.sink.lane.lanesink" -> End.LANE;
            case "hdfs", "org.apache.flume.sink.hdfs.hdfseventsink" -> End.HDFS;
            case "hbase",
                    "asynchbase",
                    "hbase2",
                    "org.apache.flume.sink.hbase.hbasesink",
                    "org.apache.flume.sink.hbase.asynchbasesink",
                    "org.apache.flume.sink.hbase2.hbase2sink" -> End.HBASE;
            case "org.apache.flume.sink.kafka.kafkasink" -> End.KAFKA;
            case "dev.headgate.sink.hdfs.hdfssink" -> End.OWN_HDFS;
            case "dev.headgate.sink.hbase.hbasesink" -> End.OWN_HBASE;
            case "dev.headgate.sink.kafka.kafkasink" -> End.OWN_KAFKA;
            default -> End.OTHER;
        };
    }

    /** The file that an exec source follows; empty where it does something else. */
    static String tailed(ConfComponent source) {
        String command = source.find("command").map(Located::value).orElse("");
        return command.matches("(/\\S*/)?tail\\s+(-\\S+\\s+(\\d+\\s+)?)*/\\S+") ? command.replaceAll(".*\\s", "") : "";
    }
}
