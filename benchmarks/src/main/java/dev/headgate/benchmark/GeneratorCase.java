package dev.headgate.benchmark;

import java.util.Locale;

/**
 * A command and the topology that it is run on.
 *
 * @param servers app servers; none stands for the example
 */
record GeneratorCase(String command, int servers) {
    private static final int SERVERS_OF_EDGE = 12;
    private static final int EDGES_OF_CORE = 8;
    private static final int CORES_OF_STORE = 2;

    String name() {
        return command + "-" + (isExample() ? "example" : servers);
    }

    boolean isExample() {
        return servers == 0;
    }

    /** A topology of three tiers with an agent for ten app servers. */
    String topology() {
        return String.format(Locale.ROOT, """
                topology: large
                app-servers:
                  web: { hosts: "web-[00001-%05d].example.com", events: 40/s, event-size: 600B, send: avro }
                tiers:
                  edge: { hosts: "edge-[0001-1200].example.com", fan-in: %d, spare: 1, hold: 2h }
                  core: { hosts: "core-[001-300].example.com", fan-in: %d, spare: 1, hold: 2h }
                  store: { hosts: "store-[001-300].example.com", fan-in: %d, spare: 1, hold: 4h }
                stores:
                  raw: { kind: hdfs, path: "hdfs://nn:8020/logs/dt=%%Y-%%m-%%d" }
                  bus: { kind: kafka, brokers: "k1:9092", topic: logs }
                routes:
                  - { streams: web, to: [raw, bus] }
                """, servers, SERVERS_OF_EDGE, EDGES_OF_CORE, CORES_OF_STORE);
    }
}
