package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentChannel;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AgentSource;
import dev.headgate.topology.place.Site;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flume.conf.FlumeConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flume's own parser keeps every component that was rendered. */
class FlumeReadsItTest {
    @ParameterizedTest
    @ValueSource(strings = {"../examples/clickstream.yaml", "src/test/resources/selective.yaml"})
    void noComponentIsDropped(String file) throws IOException {
        Deployment deployment = Topologies.load(Path.of(file), List.of())
                .then(topology ->
                        Topologies.compile(topology, Site.production(), ComponentCatalog.of(FakeComponents.all())))
                .get();
        for (Agent agent : deployment.agents()) {
            Properties properties = new Properties();
            properties.load(new StringReader(deployment.files(agent).getOrDefault("flume.conf", "")));
            FlumeConfiguration read = new FlumeConfiguration(properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(Function.identity(), properties::getProperty)));

            assertThat(read.getConfigurationErrors()).as(agent.name()).isEmpty();
            FlumeConfiguration.AgentConfiguration kept = read.getConfigurationFor(agent.name());
            assertThat(kept.getSourceSet())
                    .containsExactlyInAnyOrderElementsOf(
                            agent.sources().stream().map(AgentSource::name).toList());
            assertThat(kept.getChannelSet())
                    .containsExactlyInAnyOrderElementsOf(
                            agent.channels().stream().map(AgentChannel::name).toList());
            assertThat(kept.getSinkSet())
                    .containsExactlyInAnyOrderElementsOf(
                            agent.sinks().stream().map(AgentSink::name).toList());
        }
    }
}
