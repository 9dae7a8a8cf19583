package dev.headgate.topology.plan;

import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for changes that would part an agent from events that it holds, or may hold. */
record Refusals(Contents contents) {
    /** Why the agent may not be changed so; empty where it may. */
    List<String> of(Lock.Agent before, Lock.Agent after) {
        List<String> refusals = new ArrayList<>();
        if (!before.folder().equals(after.folder())) {
            String held = before.channels().keySet().stream()
                    .map(channel -> held(before, channel, 0))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
            if (!held.isEmpty()) {
                refusals.add("its folder moves from '%s' to '%s': its channels would begin empty there (%s)."
                        .formatted(before.folder(), after.folder(), held));
            }
        }
        for (Map.Entry<String, Lock.Channel> entry : before.channels().entrySet()) {
            refusals.addAll(channel(
                    before, entry.getKey(), entry.getValue(), after.channels().get(entry.getKey())));
        }
        return refusals;
    }

    /** The same of what its files tell. */
    List<String> of(Lock.Agent agent, List<ChannelPlaces.Parted> channels) {
        return channels.stream()
                .flatMap(parted -> refused(agent, parted.channel(), parted.most(), parted.what()).stream())
                .toList();
    }

    private List<String> channel(Lock.Agent agent, String name, Lock.Channel before, Lock.@Nullable Channel after) {
        if (after == null) {
            return refused(agent, name, 0, "channel '%s' goes: what it holds would stay behind".formatted(name));
        }
        if (after.kind() != before.kind()) {
            return refused(
                    agent,
                    name,
                    0,
                    "channel '%s' becomes a %s channel: what the %s channel holds would stay behind"
                            .formatted(name, after.kind().word(), before.kind().word()));
        }
        if (after.capacity() < before.capacity()) {
            String what = String.format(
                    Locale.ROOT,
                    "channel '%s' shrinks from %,d to %,d events",
                    name,
                    before.capacity(),
                    after.capacity());
            return refused(agent, name, fitting(before, after), what);
        }
        if (isBoundByBytes(before.kind()) && after.bytes().compareTo(before.bytes()) < 0) {
            String what = "channel '%s' shrinks from %s to %s".formatted(name, before.bytes(), after.bytes());
            return refused(agent, name, fitting(before, after), what);
        }
        return List.of();
    }

    /** How many events, of the size that the channel was made for, have room in what it becomes. */
    private static long fitting(Lock.Channel before, Lock.Channel after) {
        if (!isBoundByBytes(before.kind())) {
            return after.capacity();
        }
        double bytesOfEvent = (double) before.bytes().bytes() / before.capacity();
        return Math.min(after.capacity(), (long) (after.bytes().bytes() / bytesOfEvent));
    }

    private static boolean isBoundByBytes(ChannelKind kind) {
        return kind == ChannelKind.JOURNAL || kind == ChannelKind.MEMORY;
    }

    private List<String> refused(Lock.Agent agent, String channel, long most, String what) {
        String held = held(agent, channel, most);
        return held.isEmpty() ? List.of() : List.of(what + " (" + held + ").");
    }

    /** What is held above that; empty where it is known not to be. */
    private String held(Lock.Agent agent, String channel, long most) {
        OptionalLong events = contents.events(agent, channel);
        if (events.isEmpty()) {
            return "nobody asked what '%s' holds".formatted(channel);
        }
        return events.getAsLong() <= most
                ? ""
                : String.format(Locale.ROOT, "'%s' holds %,d events", channel, events.getAsLong());
    }
}
