package dev.headgate.sink.lane;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the targets of a lane, as often as it is asked. Used by one thread. */
interface Targets {
    /**
     * The targets there are now, the preferred first; at least one.
     *
     * @param lane tells lanes apart, where they share the targets among each other
     * @throws IOException where none is found; the message says why and what to do
     */
    List<Target> find(String lane) throws IOException, InterruptedException;

    static Targets of(TargetPlace place) {
        if (place instanceof TargetPlace.Listed listed) {
            return lane -> listed.targets();
        }
        if (place instanceof TargetPlace.Named named) {
            return new DnsTargets(named.name(), InetAddress::getAllByName);
        }
        TargetPlace.Registered registered = (TargetPlace.Registered) place;
        return new RegisteredTargets(registered.quorum(), registered.path());
    }
}
