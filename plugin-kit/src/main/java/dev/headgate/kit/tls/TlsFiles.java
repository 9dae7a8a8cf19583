package dev.headgate.kit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one side of an encrypted connection shows, and by what it knows the other. Immutable.
 *
 * @param trustStore by what the other side is known; empty where the JVM decides
 * @param keyStore what is shown to the other side
 */
public record TlsFiles(Optional<KeyFile> trustStore, Optional<KeyFile> keyStore) {
    /**
     * Reads the files anew, so that a renewed certificate is used.
     *
     * @throws IOException where a file cannot be used; the message says why
     */
    public SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException refused) {
            throw new IOException(
                    "the stores of keys and certificates cannot be used: " + refused.getMessage(), refused);
        }
    }

    private KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
        if (keyStore.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keyStore.get().load(), keyStore.get().characters());
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trustManagers() throws IOException, GeneralSecurityException {
        if (trustStore.isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trustStore.get().load());
        return factory.getTrustManagers();
    }
}
