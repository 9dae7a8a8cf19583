package dev.headgate.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The ports that a broker and its controller listen on. */
public record KafkaPorts(int broker, int controller) {
    /** Two that were free a moment ago. */
    public static KafkaPorts free() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new KafkaPorts(broker.getLocalPort(), controller.getLocalPort());
        }
    }
}
