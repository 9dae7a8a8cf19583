package dev.headgate.source.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flume.Event;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private static final int LARGEST = 1 << 20;
    private static final long SEED = Long.getLong("headgate.test.seed", System.nanoTime());

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(content, null);

    @Test
    void readsWhatAvroWritesWhereverPiecesEnd() throws IOException {
        Random random = new Random(SEED);
        byte[] large = new byte[200_000];
        random.nextBytes(large);
        for (int round = 0; round < 50; round++) {
            content.reset();
            avro.writeLong(Long.MIN_VALUE);
            avro.writeLong(Long.MAX_VALUE);
            avro.writeLong(-1);
            avro.writeString("Grüße aus Ålesund");
            avro.writeBytes(large);
            avro.writeString("");
            MessageReader message = reader(message(7, cut(random)));

            assertThat(message.next()).as("seed %d", SEED).hasValue(7);
            assertThat(message.number()).isEqualTo(Long.MIN_VALUE);
            assertThat(message.number()).isEqualTo(Long.MAX_VALUE);
            assertThat(message.number()).isEqualTo(-1);
            assertThat(message.text()).isEqualTo("Grüße aus Ålesund");
            assertThat(message.bytes()).isEqualTo(large);
            assertThat(message.text()).isEmpty();
            message.finish();
            assertThat(message.next()).isEmpty();
        }
    }

    @Test
    void readsEventsInBlocksOfEitherKind() throws IOException {
        avro.writeArrayStart();
        avro.setItemCount(1);
        avro.writeMapStart();
        avro.setItemCount(1);
        avro.writeString("host");
        avro.writeString("web");
        avro.writeMapEnd();
        avro.writeBytes("one".getBytes(StandardCharsets.UTF_8));
        // A block that tells its size.
        avro.writeLong(-1);
        avro.writeLong(5);
        avro.writeMapStart();
        avro.writeMapEnd();
        avro.writeBytes("two".getBytes(StandardCharsets.UTF_8));
        avro.writeArrayEnd();
        MessageReader message = reader(message(1, List.of(content.toByteArray())));
        assertThat(message.next()).hasValue(1);

        List<Event> events = new EventReader(message, true).batch();

        message.finish();
        assertThat(events)
                .extracting(event -> new String(event.getBody(), StandardCharsets.UTF_8))
                .containsExactly("one", "two");
        assertThat(events).extracting(Event::getHeaders).containsExactly(Map.of("host", "web"), Map.of());
    }

    @Test
    void refusesMoreThanAMessageMayHave() throws IOException {
        avro.writeBytes(new byte[LARGEST]);
        MessageReader message = reader(message(1, List.of(content.toByteArray())));
        assertThat(message.next()).hasValue(1);

        assertThatThrownBy(message::bytes).isInstanceOf(IOException.class).hasMessageContaining("max-batch-size");
    }

    @Test
    void takesNoMemoryForALengthThatIsOnlyClaimed() throws IOException {
        avro.writeLong(Integer.MAX_VALUE);
        MessageReader message = reader(message(1, List.of(content.toByteArray())));
        assertThat(message.next()).hasValue(1);

        assertThatThrownBy(message::bytes).isInstanceOf(IOException.class).hasMessageContaining("2147483647");
    }

    @Test
    void refusesAMessageThatGoesOn() throws IOException {
        avro.writeLong(1);
        avro.writeLong(2);
        MessageReader message = reader(message(1, List.of(content.toByteArray())));
        assertThat(message.next()).hasValue(1);
        assertThat(message.number()).isEqualTo(1);

        assertThatThrownBy(message::finish).isInstanceOf(IOException.class).hasMessageContaining("goes on");
    }

    @Test
    void refusesAMessageThatIsCut() throws IOException {
        avro.writeBytes(new byte[100]);
        byte[] whole = message(1, List.of(content.toByteArray()));
        MessageReader message = reader(Arrays.copyOf(whole, whole.length - 1));
        assertThat(message.next()).hasValue(1);

        assertThatThrownBy(message::bytes).isInstanceOf(EOFException.class);
    }

    private static MessageReader reader(byte[] bytes) {
        return new MessageReader(new ByteArrayInputStream(bytes), LARGEST);
    }

    /** The content in pieces, some of them empty. */
    private List<byte[]> cut(Random random) {
        byte[] bytes = content.toByteArray();
        List<byte[]> pieces = new java.util.ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int most = random.nextBoolean() ? 4 : 100_000;
            int to = Math.min(bytes.length, from + random.nextInt(most));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    private static byte[] message(int serial, List<byte[]> pieces) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(serial);
        out.writeInt(pieces.size());
        for (byte[] piece : pieces) {
            out.writeInt(piece.length);
            out.write(piece);
        }
        return bytes.toByteArray();
    }
}
