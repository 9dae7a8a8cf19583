package dev.headgate.testbed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a broker is told. Node 1 is the controller, too.
 *
 * @param id 1, or that of a broker that joins it
 * @param controller the port of the controller, on node 1
 * @param more settings of Kafka's that go before those that are made here
 */
public record KafkaNode(int id, KafkaPorts ports, int controller, Map<String, String> more) {
    /** The listener of the controller. */
    public static final String CONTROLLER = "CONTROLLER";
    /** The listener that settings may secure. */
    public static final String CLIENTS = "CLIENTS";

    private static final int CONTROLLER_ID = 1;
    private static final String HOST = "127.0.0.1:";

    /** A broker that is its own controller. */
    public static KafkaNode alone(KafkaPorts ports, Map<String, String> more) {
        return new KafkaNode(CONTROLLER_ID, ports, ports.controller(), more);
    }

    /** As texts that {@link #parse} reads. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (int number : new int[] {id, ports.broker(), ports.clients(), ports.controller(), controller}) {
            arguments.add(Integer.toString(number));
        }
        new TreeMap<>(more).forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    /** Reads what a process was started with. */
    public static KafkaNode parse(List<String> arguments) {
        int[] numbers = arguments.stream().limit(5).mapToInt(Integer::parseInt).toArray();
        Map<String, String> more = new HashMap<>();
        for (String setting : arguments.subList(numbers.length, arguments.size())) {
            int equals = setting.indexOf('=');
            more.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new KafkaNode(numbers[0], new KafkaPorts(numbers[1], numbers[2], numbers[3]), numbers[4], more);
    }

    /** All settings but the folder. */
    public Map<String, String> settings() {
        boolean controls = id == CONTROLLER_ID;
        String listeners = "PLAINTEXT://" + HOST + ports.broker() + "," + CLIENTS + "://" + HOST + ports.clients();
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", controls ? "broker,controller" : "broker");
        settings.put("node.id", Integer.toString(id));
        settings.put("controller.quorum.voters", CONTROLLER_ID + "@" + HOST + controller);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", controls ? listeners + "," + CONTROLLER + "://" + HOST + controller : listeners);
        settings.put("advertised.listeners", listeners);
        settings.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
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
        settings.putAll(more);
        return settings;
    }
}
