package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import java.util.List;
import java.util.Locale;

/**
 * A stream of the topology to be: a source that takes from outside.
 *
 * @param machines the agents that have the source
 * @param hosts of the app servers
 * @param isGuessed whether the hosts are names that nobody has
 * @param files that are followed; none where the stream comes over the network
 */
record StreamSketch(
        String name,
        Types.Way way,
        ConfComponent source,
        List<Machine> machines,
        List<String> hosts,
        boolean isGuessed,
        List<String> files) {
    String send() {
        return way.name().toLowerCase(Locale.ROOT);
    }
}
