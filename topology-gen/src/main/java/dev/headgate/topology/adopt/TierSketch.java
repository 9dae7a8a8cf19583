package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Located;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tier of the topology to be.
 *
 * @param isSplit whether its agents stand on app servers in the files, and it is made of what they write to stores
 */
record TierSketch(String name, List<Machine> machines, boolean isSplit) {
    private static final int USUAL_FAN_IN = 16;

    Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        machines.forEach(machine -> hosts.addAll(machine.hosts()));
        return hosts;
    }

    boolean isGuessed() {
        return machines.stream().anyMatch(machine -> !machine.isPlaceKnown());
    }

    /** One may be down where there are three. */
    int spare() {
        return hosts().size() > 2 ? 1 : 0;
    }

    /** As many senders as an agent has to take from while the spare one is down. */
    int fanIn(int senders) {
        int carrying = Math.max(2, hosts().size() - spare());
        return Math.max(USUAL_FAN_IN, (senders + carrying - 1) / carrying);
    }

    /** The channels of its agents, as a topology says it: the first that it knows. */
    List<String> channel(Findings findings) {
        for (Machine machine : machines) {
            for (ConfComponent channel : machine.conf().active(ConfGroup.CHANNELS)) {
                Optional<List<String>> keys = keys(channel);
                if (keys.isPresent()) {
                    return keys.get();
                }
                findings.leftOut(
                        channel.at(),
                        "Channel '%s' of type '%s' becomes a journal".formatted(channel.name(), channel.type()),
                        "a tier buffers in a journal, a file, Kafka or memory. Look whether that will do");
            }
        }
        return List.of();
    }

    private static Optional<List<String>> keys(ConfComponent channel) {
        return switch (channel.type()) {
            case "file", "org.apache.flume.channel.file.FileChannel" -> Optional.of(List.of("channel: file"));
            case "memory", "org.apache.flume.channel.MemoryChannel" ->
                Optional.of(List.of(
                        "channel: memory                     # CHECK: what it holds is lost with the agent; journal is safe and as fast",
                        "lossy: true"));
            case "org.apache.flume.channel.kafka.KafkaChannel" ->
                Optional.of(List.of(
                        "channel: kafka",
                        "channel-brokers: \""
                                + channel.find("kafka.bootstrap.servers")
                                        .map(Located::value)
                                        .orElse("kafka.example.com:9092")
                                + "\""));
            case "dev.headgate.channel.journal.JournalChannel" -> Optional.of(List.of("channel: journal"));
            default -> Optional.empty();
        };
    }
}
