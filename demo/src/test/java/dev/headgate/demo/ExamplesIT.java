package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.demo.ExampleSenders.Sent;
import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.StoreAddresses;
import dev.headgate.testbed.Stores;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.cli.HeadgateCommand;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example as it is rendered: real agents, real stores, and app servers that know nothing but their rendered files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STORES_PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Stores stores;
    private final SecuredBroker secured;
    private final FlumeInstall install;

    ExamplesIT(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.install = DemoInstall.in(HOME, folder.resolve("flume"));
        ExampleKeys.make(folder.resolve("etc"));
        this.stores = Stores.start(HOME, folder.resolve("stores"), STORES_PATIENCE);
        this.secured = SecuredBroker.start(HOME, folder.resolve("etc"), folder.resolve("secured"), STORES_PATIENCE);
    }

    @AfterAll
    void closeStores() {
        secured.close();
        stores.close();
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("examples"))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml")
                            && !file.toString().endsWith(".lock.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void deliversWhatItsAppServersSend(Path example) throws Exception {
        Path work = folder.resolve(example.getFileName().toString().replace(".yaml", ""));
        boolean isSecured = Files.readString(example).contains("SASL_SSL");
        StoreAddresses addresses = isSecured ? secured.in(stores.addresses()) : stores.addresses();
        String brokers = isSecured ? secured.securedBrokers() : addresses.brokers();
        Topology read = LocalExample.read(example, addresses, brokers, folder.resolve("etc"), work);
        DemoTopology topology = DemoTopology.of(read, addresses);
        Deployment deployment = place(topology, work.resolve("hosts"));
        topology.prepareStores();
        topology.prepareChannels(deployment);
        try (Fleet fleet = new Fleet(install, deployment, work, line -> {})) {
            fleet.start(PATIENCE);
            List<Sent> sent = new ExampleSenders(deployment, ExampleKeys.PASSWORD).send();

            for (Store store : topology.stores()) {
                List<String> expected = sent.stream()
                        .filter(event -> goesTo(event, store, read))
                        .map(Sent::body)
                        .toList();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(landed(topology, store))
                        .as("store %s", store.name().value())
                        .containsExactlyInAnyOrderElementsOf(expected));
            }
            MetricsPages pages = MetricsPages.of(deployment);
            assertThat(pages.notStarted()).isEmpty();
            assertThat(pages.unknownTo(deployment.files().getOrDefault("prometheus/alerts.yml", "")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void flumesOwnClassesTakeEveryComponent(Path example) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "validate", example.toString(), "--flume", install.folder().toString()));
        Topologies.environments(Topologies.text(example)).stream()
                .limit(1)
                .forEach(name -> command.addAll(List.of("--environment", name)));
        StringWriter said = new StringWriter();
        int status = HeadgateCommand.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(command.toArray(String[]::new));

        assertThat(status).as(said.toString()).isZero();
        assertThat(said.toString()).contains(": fine").doesNotContain("were not asked");
    }

    private static Deployment place(DemoTopology topology, Path hosts) {
        int ports = Ports.of(topology.compile(hosts, 1024));
        return topology.compile(hosts, Ports.freeRange(ports));
    }

    private static boolean goesTo(Sent event, Store store, Topology topology) {
        return topology.routes().stream()
                .filter(route -> names(route.streams()).contains(event.stream()))
                .filter(route -> names(route.to()).contains(store.name().value()))
                .anyMatch(route -> isFor(event, route));
    }

    private static boolean isFor(Sent event, Route route) {
        Route.When when = route.when();
        return when == null
                || names(when.values())
                        .contains(event.headers().getOrDefault(when.header().value(), ""));
    }

    private static Set<String> names(List<Located<String>> located) {
        return located.stream().map(Located::value).collect(Collectors.toSet());
    }

    private static List<String> landed(DemoTopology topology, Store store) throws IOException {
        List<String> bodies = new ArrayList<>();
        topology.reader(store).read(event -> bodies.add(event.body()));
        // A row of counters is no event.
        bodies.removeIf(String::isEmpty);
        return bodies;
    }
}
