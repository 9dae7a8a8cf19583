package dev.headgate.sink.lane;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.avro.Protocol;
import org.apache.flume.source.avro.AvroSourceProtocol;

/** The first message of a connection: both sides tell which protocol they speak; no event is sent with it. */
final class Handshake {
    private static final int MATCH_NONE = 2;

    private Handshake() {}

    /**
     * Shakes hands.
     *
     * @throws IOException where the other side does not understand
     */
    static void shake(DataOutputStream out, DataInputStream in, int serial) throws IOException {
        byte[] request = request(AvroSourceProtocol.PROTOCOL);
        out.writeInt(serial);
        out.writeInt(1);
        out.writeInt(request.length);
        out.write(request);
        out.flush();
        ByteBuffer answer = Reply.message(in, serial);
        try {
            if (AvroBytes.readNumber(answer) == MATCH_NONE) {
                throw new IOException("the target does not speak Flume's AvroSourceProtocol");
            }
        } catch (BufferUnderflowException malformed) {
            throw new IOException("the target's answer to the handshake is empty; it is not an Avro source", malformed);
        }
    }

    /** Avro's HandshakeRequest, and behind it a call of no message, which is answered by the handshake alone. */
    private static byte[] request(Protocol protocol) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(protocol.getMD5());
        AvroBytes.writeNumber(request, 1);
        AvroBytes.writeText(request, protocol.toString());
        request.write(protocol.getMD5());
        AvroBytes.writeNumber(request, 0);
        AvroBytes.writeNumber(request, 0);
        AvroBytes.writeText(request, "");
        return request.toByteArray();
    }
}
