package dev.headgate.sink.lane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Every address of a name. */
record DnsTargets(Target name, Resolver resolver) implements Targets {
    /** Resolves names. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    @Override
    public List<Target> find(String lane) throws IOException {
        try {
            List<Target> targets = Stream.of(resolver.addresses(name.host()))
                    .map(address -> new Target(address.getHostAddress(), name.port(), name.host()))
                    .toList();
            return Shares.order(lane, targets);
        } catch (UnknownHostException unknown) {
            throw new IOException(
                    "no address is known of the name '" + name.host() + "'. Check the name, and the DNS", unknown);
        }
    }
}
