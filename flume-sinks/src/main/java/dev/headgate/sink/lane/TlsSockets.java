package dev.headgate.sink.lane;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Encrypts connections. The files of keys are read anew for each, so that a renewed certificate is used. */
final class TlsSockets {
    private TlsSockets() {}

    /** Lays TLS around a connected socket and shakes hands; it closes with the socket. */
    static Socket around(Socket socket, Target target, LaneSettings.Tls tls) throws IOException {
        SSLSocket encrypted = (SSLSocket)
                context(tls).getSocketFactory().createSocket(socket, target.certified(), target.port(), true);
        if (tls.verifyHost()) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.startHandshake();
        return encrypted;
    }

    private static SSLContext context(LaneSettings.Tls tls) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(tls.keyStore()), trustManagers(tls.trustStore()), null);
            return context;
        } catch (GeneralSecurityException refused) {
            throw new IOException(
                    "the stores of keys and certificates cannot be used: " + refused.getMessage(), refused);
        }
    }

    private static KeyManager @Nullable [] keyManagers(Optional<LaneSettings.Store> store)
            throws IOException, GeneralSecurityException {
        if (store.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(store.get()), password(store.get()));
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trustManagers(Optional<LaneSettings.Store> store)
            throws IOException, GeneralSecurityException {
        if (store.isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(store.get()));
        return factory.getTrustManagers();
    }

    private static KeyStore load(LaneSettings.Store store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.file().toFile(), password(store));
    }

    private static char[] password(LaneSettings.Store store) {
        return store.password().reveal().toCharArray();
    }
}
