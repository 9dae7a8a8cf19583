package dev.headgate.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code /etc/headgate} holds on the hosts of an example: keys, the authority's certificate, secrets. */
final class ExampleKeys {
    static final String PASSWORD = "changeit";
    static final String KAFKA_PASSWORD = "knock knock";

    private ExampleKeys() {}

    /** Makes them with the JDK's own tool; all agents have one key, which signed itself. */
    static void make(Path etc) throws IOException, InterruptedException {
        Path tls = Files.createDirectories(etc.resolve("tls"));
        Path keys = tls.resolve("agent.p12");
        Path certificate = tls.resolve("agent.pem");
        keytool(
                List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=agent", "-ext", "SAN=ip:127.0.0.1,dns:localhost"),
                keys);
        keytool(List.of("-exportcert", "-rfc", "-file", certificate.toString()), keys);
        keytool(List.of("-importcert", "-noprompt", "-file", certificate.toString()), tls.resolve("ca.p12"));
        Files.writeString(
                etc.resolve("secrets.env"),
                "KEYSTORE_PASSWORD='%s'%nTRUSTSTORE_PASSWORD='%s'%nKAFKA_PASSWORD='%s'%n"
                        .formatted(PASSWORD, PASSWORD, KAFKA_PASSWORD));
    }

    private static void keytool(List<String> arguments, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of(
                "-alias", "key", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
