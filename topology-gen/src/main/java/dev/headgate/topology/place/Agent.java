package dev.headgate.topology.place;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.Lock;
import java.util.List;
import java.util.stream.Stream;

/**
 * An agent with everything in it.
 *
 * @param name unique in the topology
 * @param tier {@link #TAIL} where it stands on an app server
 * @param host as the topology names it
 */
public record Agent(
        String name,
        String tier,
        String host,
        List<AgentSource> sources,
        Selector selector,
        List<AgentChannel> channels,
        List<AgentSink> sinks,
        Jvm jvm) {
    /** What stands for a tier where the agent is on an app server. */
    public static final String TAIL = Lock.TAIL;

    public Agent {
        sources = List.copyOf(sources);
        channels = List.copyOf(channels);
        sinks = List.copyOf(sinks);
    }

    /** The address that it listens on. */
    public String address() {
        return jvm.metrics().address();
    }

    /** The folder of its channels and positions. */
    public String folder() {
        AgentChannel first = channels.get(0);
        return first.folder()
                .substring(0, first.folder().length() - first.name().length() - 1);
    }

    /** Where its metrics page is. */
    public Endpoint metrics() {
        return jvm.metrics();
    }

    /** What it listens on for events, in the order of its sources. */
    public List<Endpoint> endpoints() {
        return sources.stream()
                .flatMap(source -> source instanceof AgentSource.Listening listening
                        ? Stream.of(listening.endpoint())
                        : Stream.empty())
                .toList();
    }

    /** Whether it only empties its channels, before it is removed: it takes from nobody. */
    public boolean isDraining() {
        return sources.isEmpty();
    }

    /**
     * The agent's JVM.
     *
     * @param logFolder on its machine
     */
    public record Jvm(Endpoint metrics, DataSize heap, String logFolder) {
        /** The heap as the JVM takes it. */
        public long heapMegabytes() {
            return heap.bytes() >> 20;
        }
    }
}
