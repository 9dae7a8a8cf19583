package dev.headgate.testbed.server;

import dev.headgate.testbed.KafkaNode;
import dev.headgate.testbed.KafkaPorts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker on loopback, alone or beside others; transactions work although it is alone. */
final class KafkaServer implements AutoCloseable {
    /** Brokers that are to find each other have the same. */
    private static final String CLUSTER = "aGVhZGdhdGUtdGVzdGJlZA";

    private final KafkaRaftServer server;
    private final int port;

    private KafkaServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one that is its own controller. */
    static KafkaServer start(Path folder) throws Exception {
        return start(folder, KafkaNode.alone(KafkaPorts.free(), Map.of()));
    }

    /** Starts it with what an earlier run has left in the folder. */
    static KafkaServer start(Path folder, KafkaNode node) throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(logs, node.id());
        }
        Map<String, String> settings = new HashMap<>(node.settings());
        settings.put("log.dirs", logs.toString());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new KafkaServer(server, node.ports().broker());
    }

    private static void format(Path logs, int node) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(node)
                .setClusterId(CLUSTER)
                .setControllerListenerName(KafkaNode.CONTROLLER)
                .setMetadataLogDirectory(logs.toString())
                .addDirectory(logs.toString())
                .run();
    }

    String brokers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
