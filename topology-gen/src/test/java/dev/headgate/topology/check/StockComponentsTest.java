package dev.headgate.topology.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Option;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flume.conf.channel.ChannelSelectorType;
import org.apache.flume.conf.channel.ChannelType;
import org.apache.flume.conf.sink.SinkProcessorType;
import org.apache.flume.conf.sink.SinkType;
import org.apache.flume.conf.source.SourceType;
import org.apache.flume.interceptor.InterceptorType;
import org.apache.flume.interceptor.RemoveHeaderInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we declare of stock components is what their real classes look up. */
class StockComponentsTest {
    private static final Map<ComponentOptions, List<String>> OTHERS = Map.of(
            StockComponents.AVRO_SOURCE,
                    List.of(
                            "org.apache.flume.source.AvroSource",
                            "org.apache.flume.source.SslContextAwareAbstractSource"),
            StockComponents.AVRO_SINK,
                    List.of(
                            "org.apache.flume.sink.AbstractRpcSink",
                            "org.apache.flume.api.RpcClientConfigurationConstants"),
            StockComponents.FILE_CHANNEL, List.of("org.apache.flume.channel.file.FileChannelConfiguration"),
            StockComponents.REPLICATING, List.of("org.apache.flume.channel.ReplicatingChannelSelector"),
            StockComponents.MULTIPLEXING, List.of("org.apache.flume.channel.MultiplexingChannelSelector"),
            StockComponents.REMOVE_HEADER, List.of("org.apache.flume.interceptor.RemoveHeaderInterceptor"),
            StockComponents.FAILOVER, List.of("org.apache.flume.sink.FailoverSinkProcessor"));

    /** The classes that look up a component's keys. */
    private static final Map<ComponentOptions, List<String>> CLASSES = classes();

    private static Map<ComponentOptions, List<String>> classes() {
        String ssl = "org.apache.flume.source.SslContextAwareAbstractSource";
        Map<ComponentOptions, List<String>> classes = new HashMap<>(Map.of(
                StockComponents.THRIFT_SOURCE, List.of("org.apache.flume.source.ThriftSource", ssl),
                StockComponents.HTTP_SOURCE,
                        List.of(
                                "org.apache.flume.source.http.HTTPSource",
                                "org.apache.flume.source.http.HTTPSourceConfigurationConstants",
                                ssl),
                StockComponents.SYSLOG_SOURCE,
                        List.of(
                                "org.apache.flume.source.MultiportSyslogTCPSource",
                                "org.apache.flume.source.SyslogSourceConfigurationConstants",
                                ssl),
                StockComponents.MEMORY_CHANNEL, List.of("org.apache.flume.channel.MemoryChannel"),
                StockComponents.KAFKA_CHANNEL, List.of("org.apache.flume.channel.kafka.KafkaChannelConfiguration")));
        classes.putAll(OTHERS);
        return classes;
    }

    static List<ComponentOptions> declared() {
        return StockComponents.all();
    }

    @ParameterizedTest
    @MethodSource("declared")
    void everyKeyIsAStringOfTheRealClass(ComponentOptions component) throws IOException {
        Set<String> strings = new HashSet<>();
        for (String name : CLASSES.getOrDefault(component, List.of())) {
            strings.addAll(ClassFile.read(name.replace('.', '/')).strings());
        }
        assertThat(component.options()).extracting(Option::name).isSubsetOf(strings);
    }

    @Test
    @SuppressWarnings("deprecation") // The way Flume itself goes from a short name to a class.
    void everyTypeIsAnAliasOfFlume() {
        assertThat(SourceType.valueOf(constant(StockComponents.AVRO_SOURCE)).getSourceClassName())
                .isEqualTo("org.apache.flume.source.AvroSource");
        assertThat(SourceType.valueOf(constant(StockComponents.THRIFT_SOURCE)).getSourceClassName())
                .isEqualTo("org.apache.flume.source.ThriftSource");
        assertThat(SourceType.valueOf(constant(StockComponents.HTTP_SOURCE)).getSourceClassName())
                .isEqualTo("org.apache.flume.source.http.HTTPSource");
        assertThat(SourceType.valueOf(constant(StockComponents.SYSLOG_SOURCE)).getSourceClassName())
                .isEqualTo("org.apache.flume.source.MultiportSyslogTCPSource");
        assertThat(ChannelType.valueOf(constant(StockComponents.MEMORY_CHANNEL)).getChannelClassName())
                .isEqualTo("org.apache.flume.channel.MemoryChannel");
        assertThat(SinkType.valueOf(constant(StockComponents.AVRO_SINK)).getSinkClassName())
                .isEqualTo("org.apache.flume.sink.AvroSink");
        assertThat(ChannelType.valueOf(constant(StockComponents.FILE_CHANNEL)).getChannelClassName())
                .isEqualTo("org.apache.flume.channel.file.FileChannel");
        assertThat(ChannelSelectorType.valueOf(constant(StockComponents.REPLICATING))
                        .getChannelSelectorClassName())
                .isEqualTo("org.apache.flume.channel.ReplicatingChannelSelector");
        assertThat(ChannelSelectorType.valueOf(constant(StockComponents.MULTIPLEXING))
                        .getChannelSelectorClassName())
                .isEqualTo("org.apache.flume.channel.MultiplexingChannelSelector");
        assertThat(SinkProcessorType.valueOf(constant(StockComponents.FAILOVER)).getSinkProcessorClassName())
                .isEqualTo("org.apache.flume.sink.FailoverSinkProcessor");
        assertThat(InterceptorType.valueOf(constant(StockComponents.REMOVE_HEADER))
                        .getBuilderClass())
                .isEqualTo(RemoveHeaderInterceptor.Builder.class);
    }

    @Test
    void aTransactionAboveTheCapacityIsRefused() {
        assertThat(StockComponents.FILE_CHANNEL.check(
                        "hop",
                        Map.of("checkpointDir", "/c", "dataDirs", "/d", "capacity", "10", "transactionCapacity", "11")))
                .singleElement()
                .hasToString(
                        "Contradiction in channel 'hop': 'transactionCapacity' 11 is above 'capacity' 10. Lower it.");
    }

    private static String constant(ComponentOptions component) {
        return component.type().toUpperCase(Locale.ROOT);
    }
}
