package dev.headgate.testbed.appserver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.StockAgent;
import dev.headgate.testbed.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpcAppServerIT {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final Pattern LANDED = Pattern.compile("\\{(.*)\\} (.*)");
    private static final List<String> LINES =
            IntStream.range(0, 3000).mapToObj(number -> "line " + number).toList();

    private final StockAgent first;
    private final StockAgent second;
    private final Supervisor supervisor;
    private final List<String> sent = new CopyOnWriteArrayList<>();

    RpcAppServerIT(@TempDir Path folder) throws IOException {
        this.first = new StockAgent("edge-1", folder.resolve("edge-1"));
        this.second = new StockAgent("edge-2", folder.resolve("edge-2"));
        FlumeInstall install =
                FlumeInstall.assemble(folder.resolve("flume"), FlumeInstall.stockLib(HOME), List.of(), List.of());
        this.supervisor = new Supervisor(install, Duration.ofSeconds(1), told -> {});
    }

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void sendsEachLineUnderItsNumberAlthoughAnAgentIsKilled() throws Exception {
        for (StockAgent agent : List.of(first, second)) {
            supervisor.start(agent.name(), agent.conf(), agent.console());
        }
        // Otherwise the one that comes up first may take everything.
        await().atMost(60, SECONDS).until(() -> first.isListening() && second.isListening());
        List<String> targets = List.of("127.0.0.1:" + first.port(), "127.0.0.1:" + second.port());
        Workload workload = new Workload(LINES.iterator(), 1000, sent::add);
        try (RpcAppServer server = new RpcAppServer("web-001", targets, Map.of("stream", "web"), workload)) {
            server.start();
            await().atMost(60, SECONDS).until(() -> server.sent() > 500);
            supervisor.kill("edge-1");
            server.done().get(60, SECONDS);

            assertThat(server.sent()).isEqualTo(LINES.size());
        }
        assertThat(sent).isEqualTo(LINES);
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(landed()).containsAll(numbered()));
        assertThat(first.landed()).isNotEmpty();
        assertThat(second.landed()).isNotEmpty();
    }

    private static List<String> numbered() {
        return IntStream.range(0, LINES.size())
                .mapToObj(position -> "web-001 " + position + " web " + LINES.get(position))
                .toList();
    }

    /** Feeder, position, stream and body of what landed; a line that the kill cut off is none of it. */
    private Set<String> landed() throws IOException {
        Set<String> landed = new HashSet<>();
        for (StockAgent agent : List.of(first, second)) {
            for (String line : agent.landed()) {
                Matcher event = LANDED.matcher(line);
                if (event.matches()) {
                    String headers = event.group(1);
                    landed.add(header(headers, "headgate.feeder") + " " + header(headers, "headgate.position") + " "
                            + header(headers, "stream") + " " + event.group(2));
                }
            }
        }
        return landed;
    }

    private static String header(String headers, String name) {
        Matcher value = Pattern.compile(Pattern.quote(name) + "=([^,]+)").matcher(headers);
        return value.find() ? value.group(1) : "";
    }
}
