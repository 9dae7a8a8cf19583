package dev.headgate.interceptor.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.OptionsException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.channel.MemoryChannel;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.Test;

class RouteSelectorTest {
    private static RouteSelector selector(String... keys) {
        List<Channel> channels = Stream.of("raw", "alerts", "bus")
                .map(name -> {
                    Channel channel = new MemoryChannel();
                    channel.setName(name);
                    return channel;
                })
                .toList();
        RouteSelector selector = new RouteSelector();
        selector.setChannels(channels);
        Context context = new Context();
        for (String key : keys) {
            context.put(key.substring(0, key.indexOf('=')), key.substring(key.indexOf('=') + 1));
        }
        selector.configure(context);
        return selector;
    }

    private static List<String> channels(RouteSelector selector, Map<String, String> headers) {
        return selector.getRequiredChannels(EventBuilder.withBody(new byte[1], headers)).stream()
                .map(Channel::getName)
                .toList();
    }

    private static final String[] ROUTES = {
        "route.1.streams=web, api",
        "route.1.channels=raw",
        "route.2.streams=web",
        "route.2.header=level",
        "route.2.values=ERROR,FATAL",
        "route.2.channels=alerts,raw",
        "route.3.streams=audit",
        "route.3.header=level",
        "route.3.values=ERROR",
        "route.3.channels=alerts"
    };

    @Test
    void anEventGoesIntoTheChannelsOfEveryRouteThatItFitsOnce() {
        RouteSelector selector = selector(ROUTES);

        assertThat(channels(selector, Map.of("stream", "web", "level", "FATAL")))
                .containsExactly("raw", "alerts");
        assertThat(channels(selector, Map.of("stream", "web", "level", "INFO"))).containsExactly("raw");
        assertThat(channels(selector, Map.of("stream", "web"))).containsExactly("raw");
        assertThat(channels(selector, Map.of("stream", "api", "level", "ERROR")))
                .containsExactly("raw");
        assertThat(channels(selector, Map.of("stream", "audit", "level", "INFO")))
                .isEmpty();
    }

    @Test
    void anEventOfNoKnownStreamGoesIntoAll() {
        assertThat(channels(selector(ROUTES), Map.of("stream", "wbe"))).containsExactly("raw", "alerts", "bus");
        assertThat(channels(selector(ROUTES), Map.of())).containsExactly("raw", "alerts", "bus");
    }

    @Test
    void wrongKeysRefuseEveryEventAndSayAllThatIsWrong() {
        RouteSelector selector =
                selector("route.1.streams=web", "route.1.header=level", "route.2.colour=red", "route.2.channels=raw");

        assertThatThrownBy(() -> channels(selector, Map.of("stream", "web")))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("key 'route.2.colour' is none of streams, header, values and channels of a route")
                .hasMessageContaining("key 'route.1.channels' is missing")
                .hasMessageContaining("key 'route.1.values' is missing")
                .hasMessageContaining("key 'route.2.streams' is missing");
        assertThatThrownBy(() -> channels(selector(), Map.of()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("there is no route");
    }

    @Test
    void aRouteToNoChannelOfTheSourceRefuses() {
        RouteSelector selector = selector("route.1.streams=web", "route.1.channels=row");

        assertThatThrownBy(() -> channels(selector, Map.of("stream", "web")))
                .hasMessageContaining("Unknown channel 'row' in a route");
    }
}
