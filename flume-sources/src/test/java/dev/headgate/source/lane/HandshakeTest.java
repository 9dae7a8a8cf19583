package dev.headgate.source.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flume.source.avro.AvroSourceProtocol;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final byte[] FLUMES = AvroSourceProtocol.PROTOCOL.getMD5();
    private static final byte[] ANOTHER = new byte[FLUMES.length];

    @Test
    void agreesWithWhoeverSpeaksFlumesProtocolAndThinksThatWeDo() throws IOException {
        MessageReader message = request(FLUMES, FLUMES);

        Handshake.read(message);

        message.finish();
        assertThat(message.next()).isEmpty();
    }

    @Test
    void refusesWhoeverSpeaksAnother() throws IOException {
        MessageReader message = request(ANOTHER, FLUMES);

        assertThatThrownBy(() -> Handshake.read(message)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhoeverExpectsAnother() throws IOException {
        MessageReader message = request(FLUMES, ANOTHER);

        assertThatThrownBy(() -> Handshake.read(message)).isInstanceOf(IOException.class);
    }

    /** With the protocol written out and with metadata, which are passed over. */
    private static MessageReader request(byte[] ofSender, byte[] expected) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(content, null);
        avro.writeFixed(ofSender);
        avro.writeIndex(1);
        avro.writeString("{}");
        avro.writeFixed(expected);
        avro.writeIndex(1);
        avro.writeMapStart();
        avro.setItemCount(1);
        avro.writeString("key");
        avro.writeBytes(new byte[3]);
        avro.writeMapEnd();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeInt(1);
        out.writeInt(content.size());
        content.writeTo(out);
        MessageReader message = new MessageReader(new ByteArrayInputStream(bytes.toByteArray()), 1 << 20);
        assertThat(message.next()).hasValue(1);
        return message;
    }
}
