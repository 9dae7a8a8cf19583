package dev.headgate.topology.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Examples;
import dev.headgate.topology.Written;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentChannel;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AgentSource;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flume.conf.FlumeConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flume's own parser keeps every component that was rendered. */
class FlumeReadsItTest {
    static List<Examples> examples() throws IOException {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noComponentIsDropped(Examples example) throws IOException {
        Deployment deployment = example.read().then(Written::compile).get();
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
