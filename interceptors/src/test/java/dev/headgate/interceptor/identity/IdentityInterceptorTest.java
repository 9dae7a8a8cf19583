package dev.headgate.interceptor.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.OptionsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flume.ChannelSelector;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.channel.MemoryChannel;
import org.apache.flume.channel.ReplicatingChannelSelector;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.event.SimpleEvent;
import org.apache.flume.interceptor.Interceptor;
import org.apache.flume.source.EventDrivenSourceRunner;
import org.apache.flume.source.SequenceGeneratorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityInterceptorTest {
    private static final Map<String, String> UNTRUSTED = Map.of("agent", "edge-1");
    private static final Map<String, String> TRUSTED = Map.of("agent", "edge-1", "trusted", "true");

    @Test
    void givesAnEventWithoutIdentityTheAgentsOriginAndTheNextSequence() {
        Interceptor interceptor = interceptor(UNTRUSTED);

        Map<String, String> first = headers(interceptor, Map.of());
        Map<String, String> second = headers(interceptor, Map.of());

        assertThat(first.get("origin")).startsWith("edge-1/").isEqualTo(second.get("origin"));
        assertThat(List.of(first.get("sequence"), second.get("sequence"))).containsExactly("1", "2");
    }

    @Test
    void givesAnotherOriginAtEveryStart() {
        String before = headers(interceptor(UNTRUSTED), Map.of()).get("origin");

        assertThat(headers(interceptor(UNTRUSTED), Map.of())).doesNotContainEntry("origin", before);
    }

    @Test
    void believesNothingThatAnUntrustedSenderSays() {
        Map<String, String> stamped = headers(
                interceptor(UNTRUSTED),
                Map.of(
                        "headgate.feeder", "stranger",
                        "headgate.position", "9223372036854775807",
                        "origin", "stranger",
                        "sequence", "7",
                        "colour", "red"));

        assertThat(stamped)
                .doesNotContainKeys("headgate.feeder", "headgate.position")
                .containsEntry("sequence", "1")
                .containsEntry("colour", "red");
        assertThat(stamped.get("origin")).startsWith("edge-1/");
    }

    @Test
    void namesATrustedEventByItsFirstFeederAndPosition() {
        assertThat(headers(interceptor(TRUSTED), Map.of("headgate.feeder", "bill-a:17:1", "headgate.position", "90")))
                .containsEntry("origin", "bill-a:17:1")
                .containsEntry("sequence", "90")
                .containsEntry("headgate.feeder", "bill-a:17:1")
                .containsEntry("headgate.position", "90");
    }

    @Test
    void keepsTheIdentityThatATrustedEventHas() {
        Map<String, String> arrived =
                Map.of("origin", "bill-a:17:1", "sequence", "90", "headgate.feeder", "lane", "headgate.position", "3");

        assertThat(headers(interceptor(TRUSTED), arrived)).containsAllEntriesOf(arrived);
    }

    @Test
    void givesAWholeIdentityWhereATrustedEventHasHalfOfOne() {
        Map<String, String> stamped = headers(interceptor(TRUSTED), Map.of("origin", "bill-a:17:1"));

        assertThat(stamped.get("origin")).startsWith("edge-1/");
        assertThat(stamped).containsEntry("sequence", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.5", "abc", "9223372036854775808", "00000000000000000001", "\u0663"})
    void takesOffAPositionThatIsNoneAlsoFromATrustedSender(String position) {
        Map<String, String> stamped =
                headers(interceptor(TRUSTED), Map.of("headgate.feeder", "bill-a:17:1", "headgate.position", position));

        assertThat(stamped).doesNotContainKeys("headgate.feeder", "headgate.position");
        assertThat(stamped.get("origin")).startsWith("edge-1/");
    }

    @Test
    void takesTheHighestPositionThereIs() {
        assertThat(headers(
                        interceptor(TRUSTED),
                        Map.of("headgate.feeder", "f", "headgate.position", "9223372036854775807")))
                .containsEntry("sequence", "9223372036854775807");
    }

    @Test
    void setsTheStreamOverWhatTheSenderSaid() {
        Interceptor interceptor = interceptor(Map.of("agent", "edge-1", "stream", "web"));

        assertThat(headers(interceptor, Map.of("stream", "other"))).containsEntry("stream", "web");
    }

    @Test
    void addsATimestampOnlyWhereThereIsNone() {
        long before = System.currentTimeMillis();
        Map<String, String> stamped = headers(interceptor(UNTRUSTED), Map.of());

        assertThat(Long.parseLong(stamped.get("timestamp"))).isBetween(before, System.currentTimeMillis());
        assertThat(headers(interceptor(UNTRUSTED), Map.of("timestamp", "5"))).containsEntry("timestamp", "5");
    }

    @Test
    void replacesHeadersThatCannotBeChangedOrAreMissing() {
        Event unchangeable = new SimpleEvent();
        unchangeable.setHeaders(Collections.unmodifiableMap(new HashMap<>(Map.of("colour", "red"))));
        Event without = new HeaderlessEvent();

        List<Event> stamped = interceptor(UNTRUSTED).intercept(List.of(unchangeable, without));

        assertThat(stamped).allSatisfy(event -> assertThat(event.getHeaders()).containsKeys("origin", "sequence"));
        assertThat(stamped.get(0).getHeaders()).containsEntry("colour", "red");
    }

    @Test
    void givesNoIdentityTwiceToManyThreads() throws Exception {
        Interceptor interceptor = interceptor(UNTRUSTED);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<String> sequences = new ArrayList<>();
        try {
            List<Callable<List<String>>> calls = Collections.nCopies(4, () -> sequences(interceptor, 1000));
            for (Future<List<String>> done : threads.invokeAll(calls)) {
                sequences.addAll(done.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(sequences).hasSize(4000).doesNotHaveDuplicates();
    }

    @Test
    void refusesToInitializeRatherThanToBuildWithBadKeys() {
        Interceptor interceptor = built(Map.of("stream", "web"));

        assertThatThrownBy(interceptor::initialize)
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("agent");
    }

    @Test
    void keepsItsSourceFromStartingWithBadKeys() {
        SequenceGeneratorSource source = new SequenceGeneratorSource();
        source.setChannelProcessor(processor());
        EventDrivenSourceRunner runner = new EventDrivenSourceRunner();
        runner.setSource(source);

        assertThatThrownBy(runner::start).isInstanceOf(OptionsException.class).hasMessageContaining("agent");
    }

    private static ChannelProcessor processor() {
        ChannelSelector selector = new ReplicatingChannelSelector();
        selector.setChannels(List.of(new MemoryChannel()));
        ChannelProcessor processor = new ChannelProcessor(selector);
        processor.configure(
                new Context(Map.of("interceptors", "id", "interceptors.id.type", IdentityOptions.DECLARATION.type())));
        return processor;
    }

    private static List<String> sequences(Interceptor interceptor, int count) {
        List<String> sequences = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sequences.add(headers(interceptor, Map.of()).get("sequence"));
        }
        return sequences;
    }

    private static Map<String, String> headers(Interceptor interceptor, Map<String, String> arrived) {
        return interceptor
                .intercept(EventBuilder.withBody("line", UTF_8, arrived))
                .getHeaders();
    }

    private static Interceptor interceptor(Map<String, String> keys) {
        Interceptor interceptor = built(keys);
        interceptor.initialize();
        return interceptor;
    }

    private static Interceptor built(Map<String, String> keys) {
        IdentityInterceptor.Builder builder = new IdentityInterceptor.Builder();
        builder.configure(new Context(keys));
        return builder.build();
    }

    /** An event as a careless source may make it. */
    private static final class HeaderlessEvent extends SimpleEvent {
        HeaderlessEvent() {
            setHeaders(null);
        }
    }
}
