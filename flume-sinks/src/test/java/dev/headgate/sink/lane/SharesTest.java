package dev.headgate.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final List<Target> TARGETS = IntStream.range(0, 5)
            .mapToObj(number -> new Target("10.0.0." + number, 4141))
            .toList();
    private static final List<String> LANES =
            IntStream.range(0, 1000).mapToObj(number -> "lane-" + number).toList();

    @Test
    void givesEachTargetItsShareOfTheLanes() {
        Map<Target, Long> lanes =
                LANES.stream().collect(Collectors.groupingBy(lane -> first(lane, TARGETS), Collectors.counting()));

        assertThat(lanes.keySet()).containsExactlyInAnyOrderElementsOf(TARGETS);
        assertThat(lanes.values()).allSatisfy(count -> assertThat(count).isBetween(140L, 260L));
    }

    @Test
    void movesOnlyTheLanesThatPreferATargetThatJoins() {
        List<Target> grown = new ArrayList<>(TARGETS);
        Target joined = new Target("10.0.0.9", 4141);
        grown.add(2, joined);
        Map<String, Target> after =
                LANES.stream().collect(Collectors.toMap(Function.identity(), lane -> first(lane, grown)));

        assertThat(after.values()).contains(joined);
        assertThat(LANES).allSatisfy(lane -> assertThat(after.get(lane)).isIn(joined, first(lane, TARGETS)));
    }

    @Test
    void findsEveryAddressOfAName() throws Exception {
        DnsTargets targets = new DnsTargets(new Target("core", 4141), name -> new InetAddress[] {
            InetAddress.getByAddress(name, new byte[] {10, 0, 0, 1}),
            InetAddress.getByAddress(name, new byte[] {10, 0, 0, 2})
        });

        assertThat(targets.find("lane"))
                .containsExactlyInAnyOrder(new Target("10.0.0.1", 4141, "core"), new Target("10.0.0.2", 4141, "core"));
    }

    @Test
    void saysWhichNameHasNoAddress() {
        DnsTargets targets = new DnsTargets(new Target("core", 4141), name -> {
            throw new UnknownHostException(name);
        });

        assertThatThrownBy(() -> targets.find("lane")).hasMessageContaining("'core'");
    }

    private static Target first(String lane, List<Target> targets) {
        return Shares.order(lane, targets).get(0);
    }
}
