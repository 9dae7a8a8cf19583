package dev.headgate.demo;

import dev.headgate.testbed.KafkaBroker;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The broker of an example whose agents log in: SCRAM over TLS for them, and a listener that asks for nothing for the test. */
final class SecuredBroker implements AutoCloseable {
    private static final int ITERATIONS = 4096;

    private final KafkaBroker broker;

    private SecuredBroker(KafkaBroker broker) {
        this.broker = broker;
    }

    /**
     * Starts it, with the user of the example.
     *
     * @param etc what {@link ExampleKeys} made
     */
    static SecuredBroker start(Path home, Path etc, Path folder, Duration patience)
            throws IOException, InterruptedException {
        Path keys = etc.resolve("tls/agent.p12");
        SecuredBroker secured = new SecuredBroker(KafkaBroker.start(
                home,
                folder,
                patience,
                Map.of(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL",
                        "listener.name.clients.sasl.enabled.mechanisms", "SCRAM-SHA-512",
                        "listener.name.clients.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "listener.name.clients.ssl.keystore.type", "PKCS12",
                        "listener.name.clients.ssl.keystore.location", keys.toString(),
                        "listener.name.clients.ssl.keystore.password", ExampleKeys.PASSWORD,
                        "listener.name.clients.ssl.key.password", ExampleKeys.PASSWORD)));
        secured.addUser();
        return secured;
    }

    private void addUser() throws IOException, InterruptedException {
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.brokers()))) {
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion("headgate", how, ExampleKeys.KAFKA_PASSWORD)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IOException("Adding user 'headgate' failed: " + failed.getCause(), failed);
        }
    }

    /** Where agents log in. */
    String securedBrokers() {
        return broker.securedBrokers();
    }

    /** The stores with this broker in the place of theirs, as the test asks it. */
    StoreAddresses in(StoreAddresses stores) {
        return new StoreAddresses(stores.hdfs(), stores.zookeeper(), broker.brokers());
    }

    @Override
    public void close() {
        broker.close();
    }
}
