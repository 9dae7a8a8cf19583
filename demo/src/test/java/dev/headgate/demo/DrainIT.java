package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.testbed.KafkaBroker;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import dev.headgate.testbed.Supervisor;
import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.HeadgateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent leaves while its store is down: a real agent, a real broker, and the command line as ops use it. */
class DrainIT {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EVENTS = 100;
    private static final int PORTS_OF_A_HOST = 2;

    @TempDir
    private Path folder = Path.of("");

    private String said = "";

    private int run(String... arguments) {
        StringWriter text = new StringWriter();
        int status = HeadgateCommand.commandLine()
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(arguments);
        said = text.toString();
        return status;
    }

    /** Each address of 127.0.0.0/8 is a host of its own. */
    private Path write(String hosts, String brokers, int port) throws IOException {
        return Files.writeString(folder.resolve("leaving.yaml"), """
                topology: leaving
                app-servers:
                  web: { hosts: "app-[1-3]", events: 10/s, event-size: 100B, send: avro }
                tiers:
                  edge: { hosts: "%s", fan-in: 1, spare: 0, hold: 10m }
                stores:
                  bus: { kind: kafka, brokers: "%s", topic: leaving }
                routes:
                  - { streams: web, to: bus }
                ports: %d
                directories: { data: "%s/data", logs: "%s/logs" }
                """.formatted(hosts, brokers, port, folder, folder));
    }

    @Test
    void anAgentGoesWhenItsMetricsPageSaysThatItHoldsNothing() throws Exception {
        int port = Ports.freeRange(PORTS_OF_A_HOST);
        try (KafkaBroker broker = KafkaBroker.start(HOME, folder.resolve("kafka"), PATIENCE);
                Supervisor supervisor = new Supervisor(
                        DemoInstall.in(HOME, folder.resolve("flume")), Duration.ofSeconds(1), line -> {})) {
            KafkaTopics.create(broker.brokers(), "leaving", 1);
            String file = write("127.0.0.[1-3]", broker.brokers(), port).toString();
            Path out = folder.resolve("out");
            assertThat(run("render", file, "--out", out.toString())).as(said).isZero();
            Path conf = out.resolve("agents/edge-01");
            supervisor.start("edge-01", conf, folder.resolve("edge-01.log"));
            broker.kill();
            List<String> sent = send(out);

            // Its host leaves the pool.
            write("127.0.0.[2-4]", broker.brokers(), port);
            assertThat(run("render", file, "--out", out.toString())).as(said).isZero();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(run("drain", file, "--done", "edge-01"))
                    .as(said)
                    .isEqualTo(ExitStatus.NO));
            assertThat(said)
                    .contains("Agent 'edge-01' still takes events by web: it has not read its new flume.conf.")
                    .contains("Agent 'edge-01' still holds 100 events in channel 'bus'.");
            // Sooner than Flume looks at its file again.
            supervisor.kill("edge-01");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(run("drain", file, "--done", "edge-01")).as(said).isEqualTo(ExitStatus.NO);
                assertThat(said)
                        .isEqualTo(
                                "Agent 'edge-01' still holds 100 events in channel 'bus'. Wait until they are sent on; 'headgate drain' shows how many are left.\n");
            });
            assertThat(run("drain", file)).isZero();
            assertThat(said).isEqualTo("edge-01 on 127.0.0.1: bus 100\n1 draining.\n");

            broker.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(run("drain", file, "--done", "edge-01"))
                    .as(said)
                    .isZero());
            assertThat(said).startsWith("edge-01: out of the lock. Stop it on 127.0.0.1, render again");
            assertThat(landed(broker)).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(run("plan", file, "--out", out.toString())).isZero();
            assertThat(said).contains("removed   edge-01");
        }
    }

    /** As the app server that is bound to the agent. */
    private static List<String> send(Path out) throws IOException {
        List<String> bodies =
                IntStream.range(0, EVENTS).mapToObj(number -> "event " + number).toList();
        List<Event> events = bodies.stream()
                .map(body -> EventBuilder.withBody(body, StandardCharsets.UTF_8))
                .toList();
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(out.resolve("app-servers/app-1/flume-client.properties"))));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> isSent(settings, events));
        return bodies;
    }

    private static boolean isSent(Properties settings, List<Event> events) throws EventDeliveryException {
        RpcClient client = RpcClientFactory.getInstance(settings);
        try {
            client.appendBatch(events);
            return true;
        } finally {
            client.close();
        }
    }

    private static List<String> landed(KafkaBroker broker) throws IOException {
        List<String> bodies = new ArrayList<>();
        new KafkaReader(broker.brokers(), Pattern.compile("leaving")).read(event -> bodies.add(event.body()));
        return bodies;
    }
}
