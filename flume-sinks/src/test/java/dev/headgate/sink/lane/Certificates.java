package dev.headgate.sink.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes keys with certificates that they signed themselves, with the JDK's own tool. */
public final class Certificates {
    private Certificates() {}

    /** A PKCS12 store with one key and its certificate for a host, a name or an address; the password is {@code changeit}. */
    public static Path make(Path folder, String host) throws IOException, InterruptedException {
        return make(folder, host, (host.matches("[0-9.]+") ? "ip:" : "dns:") + host);
    }

    /** One whose common name is another than its alternative, which is written as keytool takes it. */
    static Path make(Path folder, String commonName, String alternative) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + commonName,
                        "-ext",
                        "SAN=" + alternative,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return store;
    }
}
