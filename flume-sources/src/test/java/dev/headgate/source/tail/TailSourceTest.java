package dev.headgate.source.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.kit.option.OptionsException;
import dev.headgate.source.ChannelRig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Context;
import org.apache.flume.FlumeException;
import org.apache.flume.SourceRunner;
import org.apache.flume.source.EventDrivenSourceRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TailSourceTest {
    private final Path folder;
    private final Map<String, String> keys = new HashMap<>();

    TailSourceTest(@TempDir Path folder) {
        this.folder = folder;
        keys.put("files", folder + "/*.log");
        keys.put("position-file", folder.resolve("state/positions").toString());
        keys.put("host", "bill-a");
        keys.put("poll", "5ms");
    }

    @Test
    void bringsLinesToItsChannelUntilItIsStoppedAndGoesOnAtItsNextStart() throws IOException {
        ChannelRig channel = new ChannelRig(1000);
        List<String> taken = new ArrayList<>();
        Files.writeString(folder.resolve("app.log"), "one\n");
        SourceRunner runner = runner(channel);

        runner.start();
        await().until(() -> taken.addAll(ChannelRig.bodies(channel.takeAll())));
        runner.stop();
        Files.writeString(folder.resolve("app.log"), "one\ntwo\n");
        SourceRunner next = runner(channel);
        next.start();
        await().until(() -> taken.addAll(ChannelRig.bodies(channel.takeAll())));
        next.stop();

        assertThat(taken).containsExactly("one", "two");
    }

    @Test
    void waitsForAFullChannelAndLosesNothing() throws IOException {
        keys.put("batch-events", "10");
        ChannelRig channel = new ChannelRig(10);
        Files.writeString(folder.resolve("app.log"), "line\n".repeat(100));
        List<String> taken = new ArrayList<>();
        SourceRunner runner = runner(channel);

        runner.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            taken.addAll(ChannelRig.bodies(channel.takeAll()));
            return taken.size() >= 100;
        });
        runner.stop();

        assertThat(taken).hasSize(100);
    }

    @Test
    void stopsWhileTheChannelIsFull() throws IOException, JMException {
        keys.put("batch-events", "10");
        Files.writeString(folder.resolve("app.log"), "line\n".repeat(100));
        SourceRunner runner = runner(new ChannelRig(10));
        runner.start();
        await().until(() -> (long) attribute("ChannelWriteFail") > 0);

        runner.stop();

        assertThat((long) attribute("EventAcceptedCount")).isEqualTo(10);
        assertThat((long) attribute("BytesBehind")).isEqualTo(450);
    }

    @Test
    void refusesToStartWithBadKeysAndNeverToConfigure() {
        keys.put("colour", "red");
        keys.remove("host");
        SourceRunner runner = runner(new ChannelRig(1000));

        assertThatThrownBy(runner::start)
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("colour")
                .hasMessageContaining("host");
        runner.stop();
    }

    @Test
    void refusesABatchThatItsChannelCannotTake() {
        SourceRunner runner = runner(new ChannelRig(100));

        assertThatThrownBy(runner::start)
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("'batch-events' is 1000 and its channel 'memory' takes 100 events");
    }

    @Test
    void refusesToStartWhereThePositionFileIsAFolder() throws IOException {
        Files.createDirectories(folder.resolve("state/positions"));
        SourceRunner runner = runner(new ChannelRig(1000));

        assertThatThrownBy(runner::start)
                .isInstanceOf(FlumeException.class)
                .hasMessageContaining("source 'tail-of-test'")
                .hasMessageContaining("it is a folder");
    }

    private SourceRunner runner(ChannelRig channel) {
        TailSource source = new TailSource();
        source.setName("tail-of-test");
        source.setChannelProcessor(channel.processor());
        source.configure(new Context(keys));
        SourceRunner runner = SourceRunner.forSource(source);
        assertThat(runner).isInstanceOf(EventDrivenSourceRunner.class);
        return runner;
    }

    private static Object attribute(String name) throws JMException {
        ObjectName counter = new ObjectName("org.apache.flume.source:type=tail-of-test");
        return ManagementFactory.getPlatformMBeanServer().getAttribute(counter, name);
    }
}
