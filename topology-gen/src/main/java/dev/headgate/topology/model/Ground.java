package dev.headgate.topology.model;

/**
 * What holds for all agents alike.
 *
 * @param firstPort the first port of a host; its agents take consecutive ones
 * @param data the folder of channels and positions on every host
 * @param logs the folder of the agents' own logs on every host
 */
public record Ground(Located<Long> firstPort, Located<String> data, Located<String> logs, Capacity capacity) {
    /**
     * What one agent can take in.
     *
     * @param events of any size
     * @param bytes of bodies
     */
    public record Capacity(Located<Rate> events, Located<ByteRate> bytes) {}
}
