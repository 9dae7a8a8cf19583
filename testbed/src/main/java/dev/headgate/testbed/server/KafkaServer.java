package dev.headgate.testbed.server;

import dev.headgate.testbed.KafkaPorts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker that is its own KRaft controller, on loopback; transactions work although it is alone. */
final class KafkaServer implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final int port;

    private KafkaServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static KafkaServer start(Path folder) throws Exception {
        return start(folder, KafkaPorts.free());
    }

    /** Starts it on ports that are given, with what an earlier run has left in the folder. */
    static KafkaServer start(Path folder, KafkaPorts ports) throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        if (!Files.exists(logs.resolve("meta.properties"))) {
            format(logs);
        }
        KafkaRaftServer server = new KafkaRaftServer(
                new KafkaConfig(settings(logs, ports.broker(), ports.controller()), false), Time.SYSTEM);
        server.startup();
        return new KafkaServer(server, ports.broker());
    }

    private static void format(Path logs) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(CONTROLLER)
                .setMetadataLogDirectory(logs.toString())
                .addDirectory(logs.toString())
                .run();
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        String broker = "PLAINTEXT://127.0.0.1:" + port;
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", broker + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", logs.toString());
        settings.put("num.partitions", "2");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        // One broker is all replicas.
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }

    String brokers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
