package dev.headgate.demo;

import dev.headgate.topology.cli.UserError;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Ports of 127.0.0.1: who listens, and which are free. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** How many ports the agents of a deployment listen on. */
    static int of(Deployment deployment) {
        return (int) deployment.agents().stream()
                .flatMap(agent -> Stream.concat(agent.endpoints().stream(), Stream.of(agent.metrics())))
                .mapToInt(Endpoint::port)
                .distinct()
                .count();
    }

    /**
     * The first port of a free range.
     *
     * @param count how many ports follow each other
     */
    static int freeRange(int count) {
        for (int first = LOWEST; first + count < HIGHEST; first += count) {
            if (firstBusy(first, count).isEmpty()) {
                return first;
            }
        }
        throw new UserError("No %d ports in a row are free between %d and %d. End what listens there, or give --port."
                .formatted(count, LOWEST, HIGHEST));
    }

    /** Refuses where a port of the range is busy. */
    static void requireFree(int first, int count) {
        OptionalInt busy = firstBusy(first, count);
        if (busy.isPresent()) {
            throw new UserError(
                    "Port %d of 127.0.0.1 is busy; the demo was to use %d to %d. Give another with --port, or none for a free range."
                            .formatted(busy.getAsInt(), first, first + count - 1));
        }
    }

    /** Whether somebody takes connections there. */
    static boolean isListening(Endpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.address(), endpoint.port()), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static OptionalInt firstBusy(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                free.getLocalPort();
            } catch (IOException busy) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }
}
