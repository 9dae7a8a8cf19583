package dev.headgate.sink.lane;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Encrypts connections. The files of keys are read anew for each, so that a renewed certificate is used. */
final class TlsSockets {
    private TlsSockets() {}

    /** Lays TLS around a connected socket and shakes hands; it closes with the socket. */
    static Socket around(Socket socket, Target target, LaneSettings.Tls tls) throws IOException {
        SSLSocket encrypted = (SSLSocket)
                tls.files().context().getSocketFactory().createSocket(socket, target.certified(), target.port(), true);
        if (tls.verifyHost()) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.startHandshake();
        return encrypted;
    }
}
