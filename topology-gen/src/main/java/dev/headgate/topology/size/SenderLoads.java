package dev.headgate.topology.size;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Sending;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The senders of a tier by their load, heaviest first, to tell how many agents divide them evenly. A sender is bound to one agent, so 10
 * that are alike make 4, 3 and 3 on three agents, which is 40% for the first.
 *
 * @param counts how many senders have that load
 */
record SenderLoads(SortedMap<Long, Long> counts) {
    /** Equal senders are even with two agents more at the latest: 5 on 3 need 5. */
    private static final long MOST_MORE = 3;

    /** Agents of the tier before: each carries the same, as near as whole senders allow. */
    static SenderLoads alike(long senders) {
        SortedMap<Long, Long> counts = new TreeMap<>(Comparator.reverseOrder());
        counts.put(1L, senders);
        return new SenderLoads(counts);
    }

    /** App servers that call, and agents on those that are tailed. */
    static SenderLoads of(Collection<EventStream> streams) {
        SortedMap<Long, Long> counts = new TreeMap<>(Comparator.reverseOrder());
        Map<String, Long> tailed = new HashMap<>();
        for (EventStream stream : streams) {
            long load = Flow.of(stream, 1).writtenPerHour();
            if (stream.sending() instanceof Sending.Tail) {
                stream.hosts().value().forEach(host -> tailed.merge(host, load, Math::addExact));
            } else {
                counts.merge(load, (long) stream.hosts().value().size(), Math::addExact);
            }
        }
        tailed.values().forEach(load -> counts.merge(load, 1L, Math::addExact));
        return new SenderLoads(counts);
    }

    /**
     * How many agents, from so many on, carry a third at most each.
     *
     * @param room the most that there may be
     * @return as many as are wanted where a few more would not do either
     */
    long evenAgents(long wanted, long room) {
        for (long agents = wanted; agents <= Math.min(room, wanted + MOST_MORE); agents++) {
            if (isEven(agents)) {
                return agents;
            }
        }
        return wanted;
    }

    /** Whether none carries over a third, where senders that are alike are dealt out one by one, to those with the least load. */
    boolean isEven(long agents) {
        if (agents < Demand.FEW) {
            return true;
        }
        PriorityQueue<Double> loads = new PriorityQueue<>();
        for (long agent = 0; agent < agents; agent++) {
            loads.add(0.0);
        }
        double all = 0;
        double alikeForAll = 0;
        for (Map.Entry<Long, Long> alike : counts.entrySet()) {
            double load = alike.getKey();
            all += load * alike.getValue();
            alikeForAll += load * (alike.getValue() / agents);
            deal(loads, load, alike.getValue() % agents);
        }
        double most = loads.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return most + alikeForAll <= all * Demand.MOST_OF_LOAD;
    }

    /** One each to as many agents. */
    private static void deal(PriorityQueue<Double> loads, double load, long senders) {
        double[] dealt = new double[Math.toIntExact(senders)];
        for (int sender = 0; sender < dealt.length; sender++) {
            Double least = loads.poll();
            dealt[sender] = (least == null ? 0 : least) + load;
        }
        for (double sum : dealt) {
            loads.add(sum);
        }
    }
}
