package dev.headgate.source.lane;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flume.source.avro.AvroSourceProtocol;

/**
 * What comes first on a connection: both sides tell by a hash which protocol they speak.
 *
 * <p>Flume's own source would also parse a protocol that it does not know, as anybody sends it (CVE-2024-47561).
 */
final class Handshake {
    private static final int HASH = 16;
    private static final byte[] PROTOCOL = AvroSourceProtocol.PROTOCOL.getMD5();

    /** Avro's HandshakeResponse: both know the protocol of the other, and nothing more. */
    static final byte[] AGREED = {0, 0, 0, 0};

    private Handshake() {}

    /**
     * Reads Avro's HandshakeRequest.
     *
     * @throws IOException where the sender speaks another protocol
     */
    static void read(MessageReader message) throws IOException {
        byte[] ofSender = message.fixed(HASH);
        if (message.number() != 0) {
            message.bytes();
        }
        byte[] expected = message.fixed(HASH);
        if (message.number() != 0) {
            skipMetadata(message);
        }
        if (!Arrays.equals(ofSender, PROTOCOL) || !Arrays.equals(expected, PROTOCOL)) {
            throw new IOException("the sender does not speak the protocol of Flume 1.11's Avro source");
        }
    }

    /** A map of texts to bytes. */
    static void skipMetadata(MessageReader message) throws IOException {
        for (long block = message.number(); block != 0; block = message.number()) {
            if (block < 0) {
                message.number();
            }
            for (long entry = 0; entry < Math.abs(block); entry++) {
                message.bytes();
                message.bytes();
            }
        }
    }
}
