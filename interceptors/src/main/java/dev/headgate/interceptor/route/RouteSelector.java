package dev.headgate.interceptor.route;

import static dev.headgate.kit.progress.EventHeaders.STREAM;

import dev.headgate.kit.option.Configured;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.channel.AbstractChannelSelector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an event into the channels of every route that it fits: by its header {@code stream} and, where the route says so, by
 * the value of another header.
 *
 * <p>An event of a stream that no route names goes into all channels, so that none is lost by a misspelt header; one of a known
 * stream that fits no route goes into none, as the routes say. With bad keys every event is refused. Safe for many threads
 * once it is configured.
 */
public final class RouteSelector extends AbstractChannelSelector {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSelector.class);

    private volatile @Nullable Configured<RouteSettings> configured;
    private volatile Map<String, Channel> channels = Map.of();

    /** Takes the channels that it was given before, and the keys. */
    @Override
    public void configure(Context context) {
        Map<String, Channel> byName = new HashMap<>();
        getAllChannels().forEach(channel -> byName.put(channel.getName(), channel));
        channels = Map.copyOf(byName);
        configured =
                Configured.read(RouteOptions.DECLARATION, "selector", context.getParameters(), RouteSettings::of, LOG);
    }

    /**
     * The channels of an event.
     *
     * @throws dev.headgate.kit.option.OptionsException where the keys were wrong
     * @throws IllegalStateException where a route names a channel that the source does not have
     */
    @Override
    public List<Channel> getRequiredChannels(Event event) {
        List<RouteSettings.Route> routes = Objects.requireNonNull(configured, "configure comes first")
                .settings()
                .routes();
        Map<String, String> headers = event.getHeaders() == null ? Map.of() : event.getHeaders();
        String stream = headers.getOrDefault(STREAM, "");
        Set<Channel> chosen = new LinkedHashSet<>();
        boolean isKnown = false;
        for (RouteSettings.Route route : routes) {
            isKnown |= route.streams().contains(stream);
            if (route.takes(stream, headers)) {
                route.channels().forEach(name -> chosen.add(channel(name)));
            }
        }
        return isKnown ? List.copyOf(chosen) : getAllChannels();
    }

    private Channel channel(String name) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalStateException("Unknown channel '" + name
                    + "' in a route: the source has no such channel. Name one of " + channels.keySet() + ".");
        }
        return channel;
    }

    @Override
    public List<Channel> getOptionalChannels(Event event) {
        return List.of();
    }
}
