package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSource;
import dev.headgate.topology.place.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.interceptor.Interceptor;
import org.apache.flume.interceptor.InterceptorBuilderFactory;
import org.junit.jupiter.api.Test;

/** A feeder's positions are in order on its own hop only: behind it, a journal would drop what overtook. */
class FeederHeadersTest {
    @Test
    void feedersAreBelievedFromAppServersAndTakenOffBehindThem() throws ReflectiveOperationException, IOException {
        Deployment deployment = Topologies.load(Path.of("../examples/clickstream.yaml"), List.of())
                .then(topology ->
                        Topologies.compile(topology, Site.production(), ComponentCatalog.of(FakeComponents.all())))
                .get();
        for (Agent agent : deployment.agents()) {
            FlumeConf conf = FlumeConf.parse(deployment.files(agent).getOrDefault("flume.conf", ""));
            for (AgentSource source : agent.sources()) {
                Map<String, String> keys = keysOf(conf, source);
                if (source.stream() == null) {
                    assertThat(headersBehind(keys)).as(agent.name()).containsOnlyKeys("stream", EventHeaders.POSITION);
                } else {
                    assertThat(keys).as(agent.name()).containsEntry("interceptors.identity.trusted", "true");
                }
            }
        }
    }

    private static Map<String, String> keysOf(FlumeConf conf, AgentSource source) {
        return conf.components().stream()
                .filter(component -> component.name().equals(source.name()))
                .findFirst()
                .orElseThrow()
                .keys();
    }

    /** What Flume's own interceptor leaves of an event with feeder headers. */
    private static Map<String, String> headersBehind(Map<String, String> keys) throws ReflectiveOperationException {
        String name = keys.getOrDefault("interceptors", "");
        Context own = new Context(new Context(keys).getSubProperties("interceptors." + name + "."));
        Interceptor.Builder builder = InterceptorBuilderFactory.newInstance(own.getString("type"));
        builder.configure(own);
        Interceptor interceptor = builder.build();
        interceptor.initialize();
        Map<String, String> headers =
                new HashMap<>(Map.of("stream", "web", EventHeaders.FEEDER, "f", EventHeaders.POSITION, "1"));
        Event event = interceptor.intercept(EventBuilder.withBody(new byte[1], headers));
        return event.getHeaders();
    }
}
