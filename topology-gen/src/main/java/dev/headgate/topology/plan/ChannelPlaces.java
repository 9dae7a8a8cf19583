package dev.headgate.topology.plan;

import dev.headgate.kit.option.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where an agent's channels keep what they hold, as its rendered files say it: what the lock does not know, as it comes from keys that
 * the topology gives as they are, and all there is where the lock is lost.
 *
 * @param before the keys of its flume.conf as it stands
 * @param after those that it is to get
 */
record ChannelPlaces(Map<String, String> before, Map<String, String> after) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final String CHANNELS = "channels";
    private static final String TYPE = "type";
    private static final String CAPACITY = "capacity";
    private static final String BROKERS = "kafka.bootstrap.servers";
    private static final List<String> BYTES = List.of("capacity-bytes", "byteCapacity");
    private static final List<String> PLACES =
            List.of(TYPE, "directories", "checkpointDir", "dataDirs", "kafka.topic", BROKERS);

    /**
     * A channel that would be parted from what it holds.
     *
     * @param what happens to it, as the begin of a sentence
     * @param most events that it may hold all the same
     */
    record Parted(String channel, String what, long most) {}

    /** The channels that would be parted from what they hold. */
    List<Parted> parted() {
        List<Parted> parted = new ArrayList<>();
        for (String channel : BLANKS.split(before.getOrDefault(CHANNELS, ""), -1)) {
            String prefix = CHANNELS + "." + channel + ".";
            if (before.containsKey(prefix + TYPE)) {
                parted(channel, prefix).ifPresent(parted::add);
            }
        }
        return parted;
    }

    private Optional<Parted> parted(String channel, String prefix) {
        if (!after.containsKey(prefix + TYPE)) {
            return Optional.of(new Parted(channel, "channel '%s' goes".formatted(channel), 0));
        }
        for (String key : PLACES) {
            String was = before.getOrDefault(prefix + key, "");
            String is = after.getOrDefault(prefix + key, "");
            if (key.equals(BROKERS) ? !isOneKafka(was, is) : !was.equals(is)) {
                String what = "'%s' of channel '%s' changes from '%s' to '%s', where it would begin empty";
                return Optional.of(new Parted(channel, what.formatted(key, channel, was, is), 0));
            }
        }
        long had = number(before.getOrDefault(prefix + CAPACITY, ""), 0);
        long has = number(after.getOrDefault(prefix + CAPACITY, ""), Long.MAX_VALUE);
        if (has < had) {
            String what = String.format(Locale.ROOT, "channel '%s' shrinks from %,d to %,d events", channel, had, has);
            return Optional.of(new Parted(channel, what, has));
        }
        return BYTES.stream()
                .flatMap(key -> shrunk(channel, prefix + key, had).stream())
                .findFirst();
    }

    /** Of the events that it was made for as many may stay as fit. */
    private Optional<Parted> shrunk(String channel, String key, long events) {
        String was = before.getOrDefault(key, "");
        String is = after.getOrDefault(key, "");
        long had = bytes(was, 0);
        long has = bytes(is, Long.MAX_VALUE);
        String what = "channel '%s' shrinks from %s to %s".formatted(channel, was, is);
        return has < had
                ? Optional.of(new Parted(channel, what, (long) ((double) events / had * has)))
                : Optional.empty();
    }

    /** Whether the lists have a broker in common, or there is none. */
    private static boolean isOneKafka(String was, String is) {
        Set<String> brokers = COMMA.splitAsStream(was).collect(Collectors.toSet());
        return COMMA.splitAsStream(is).anyMatch(brokers::contains);
    }

    private static long bytes(String text, long otherwise) {
        try {
            return DataSize.parse(text).bytes();
        } catch (IllegalArgumentException unknown) {
            return otherwise;
        }
    }

    private static long number(String text, long otherwise) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException unknown) {
            return otherwise;
        }
    }
}
