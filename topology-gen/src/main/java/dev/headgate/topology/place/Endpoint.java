package dev.headgate.topology.place;

/** An address and a port that something listens on. */
public record Endpoint(String address, int port) {
    @Override
    public String toString() {
        return address + ":" + port;
    }
}
