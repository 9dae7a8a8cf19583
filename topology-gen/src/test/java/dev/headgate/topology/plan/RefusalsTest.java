package dev.headgate.topology.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Lock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static List<String> refused(ChannelKind kind, long held, Lock.Channel before, Lock.Channel after) {
        return new Refusals((agent, channel) -> OptionalLong.of(held)).of(agent(kind, before), agent(kind, after));
    }

    private static Lock.Agent agent(ChannelKind kind, Lock.Channel channel) {
        return new Lock.Agent(
                "a-01",
                "a",
                "a-1",
                Map.of(),
                41414,
                "/f/a-01",
                DataSize.ofMegabytes(512),
                Map.of("hop", new Lock.Channel(kind, channel.capacity(), channel.bytes())),
                Map.of("hop", List.of("b-01")),
                false);
    }

    private static Lock.Channel room(long events, long kilobytes) {
        return new Lock.Channel(ChannelKind.JOURNAL, events, DataSize.ofKilobytes(kilobytes));
    }

    @Test
    void asManyEventsMayStayAsFitIntoItsBytes() {
        // A kilobyte for each: a hundred fit into a tenth of the bytes, however many more it takes of smaller ones.
        assertThat(refused(ChannelKind.JOURNAL, 100, room(1000, 1000), room(2000, 100)))
                .isEmpty();
        assertThat(refused(ChannelKind.JOURNAL, 101, room(1000, 1000), room(2000, 100)))
                .containsExactly("channel 'hop' shrinks from 1000KB to 100KB ('hop' holds 101 events).");
        assertThat(refused(ChannelKind.JOURNAL, 101, room(1000, 1000), room(500, 100)))
                .containsExactly("channel 'hop' shrinks from 1,000 to 500 events ('hop' holds 101 events).");
        assertThat(refused(ChannelKind.JOURNAL, 501, room(1000, 1000), room(500, 1000)))
                .hasSize(1);
    }

    @Test
    void bytesBoundNoChannelOfFlumesFiles() {
        assertThat(refused(ChannelKind.FILE, 1000, room(1000, 1000), room(1000, 100)))
                .isEmpty();
        assertThat(refused(ChannelKind.FILE, 500, room(1000, 1000), room(500, 100)))
                .isEmpty();
    }
}
