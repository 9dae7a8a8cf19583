package dev.headgate.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports that a broker and its controller listen on.
 *
 * @param broker for other brokers, and for whoever needs no login
 * @param clients the same in clear text, unless the broker's settings say how it is secured
 */
public record KafkaPorts(int broker, int clients, int controller) {
    /** Some that were free a moment ago. */
    public static KafkaPorts free() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket broker = new ServerSocket(0, 1, loopback);
                ServerSocket clients = new ServerSocket(0, 1, loopback);
                ServerSocket controller = new ServerSocket(0, 1, loopback)) {
            return new KafkaPorts(broker.getLocalPort(), clients.getLocalPort(), controller.getLocalPort());
        }
    }
}
