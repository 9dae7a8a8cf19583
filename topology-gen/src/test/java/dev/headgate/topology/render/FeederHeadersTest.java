package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AgentSource;
import dev.headgate.topology.place.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A feeder is believed where its sender is: Flume's own clients, and lanes, which put their own name in its place. */
class FeederHeadersTest {
    @Test
    void feedersAreBelievedFromAppServersAndLanes() throws IOException {
        Deployment deployment = Topologies.load(Path.of("../examples/clickstream.yaml"), List.of())
                .then(topology ->
                        Topologies.compile(topology, Site.production(), ComponentCatalog.of(FakeComponents.all())))
                .get();
        for (Agent agent : deployment.agents()) {
            FlumeConf conf = FlumeConf.parse(deployment.files(agent).getOrDefault("flume.conf", ""));
            for (AgentSource source : agent.sources()) {
                Map<String, String> keys = keysOf(conf, source.name());
                if (source.stream() == null) {
                    assertThat(keys).as(agent.name()).doesNotContainKey("interceptors");
                } else {
                    assertThat(keys).as(agent.name()).containsEntry("interceptors.identity.trusted", "true");
                }
            }
            assertThat(agent.sinks())
                    .filteredOn(AgentSink.Hop.class::isInstance)
                    .allSatisfy(hop -> assertThat(keysOf(conf, hop.name()))
                            .containsEntry("type", "dev.headgate.sink.lane.LaneSink"));
        }
    }

    private static Map<String, String> keysOf(FlumeConf conf, String name) {
        return conf.components().stream()
                .filter(component ->
                        component.name().equals(name) && component.keys().containsKey("type"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .keys();
    }
}
