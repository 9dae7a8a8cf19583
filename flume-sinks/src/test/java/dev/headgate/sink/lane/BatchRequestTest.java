package dev.headgate.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Protocol;
import org.apache.avro.ipc.Transceiver;
import org.apache.avro.ipc.specific.SpecificResponder;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.source.avro.AvroFlumeEvent;
import org.apache.flume.source.avro.AvroSourceProtocol;
import org.apache.flume.source.avro.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Avro's own server makes of what a lane sends, without a network between. */
class BatchRequestTest {
    private final List<AvroFlumeEvent> received = new ArrayList<>();
    private Status status = Status.OK;
    private final SpecificResponder server = new SpecificResponder(AvroSourceProtocol.class, new AvroSourceProtocol() {
        @Override
        public Status append(AvroFlumeEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Status appendBatch(List<AvroFlumeEvent> events) {
            if (status == Status.UNKNOWN) {
                throw new IllegalStateException("the source is out of order");
            }
            received.addAll(events);
            return status;
        }
    });
    private final Transceiver connection = new Connected();

    BatchRequestTest() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        // The answer is asked for before it can be there: so shake hands twice, the second time with the answer at
        // hand.
        assertThatThrownBy(() -> Handshake.shake(new DataOutputStream(sent), answer(new byte[0]), 3))
                .isInstanceOf(IOException.class);
        byte[] answer = respond(sent.toByteArray());
        Handshake.shake(new DataOutputStream(new ByteArrayOutputStream()), answer(answer), 3);
    }

    @Test
    void isWhatAnAvroSourceReads() throws IOException {
        BatchRequest batch = new BatchRequest("lane/x");
        batch.add(event(41, "first ü 漢", Map.of("host", "wéb", "", "")));
        batch.add(event(42, "x".repeat(100_000), Map.of()));
        batch.add(event(43, "", Map.of(EventHeaders.FEEDER, "another", EventHeaders.POSITION, "7")));

        assertThat(exchange(batch)).isEqualTo(Reply.STORED);

        assertThat(received)
                .extracting(event -> new String(event.getBody().array(), StandardCharsets.UTF_8))
                .containsExactly("first ü 漢", "x".repeat(100_000), "");
        assertThat(headers(0))
                .isEqualTo(Map.of("host", "wéb", "", "", EventHeaders.FEEDER, "lane/x", EventHeaders.POSITION, "41"));
        assertThat(headers(2)).isEqualTo(Map.of(EventHeaders.FEEDER, "lane/x", EventHeaders.POSITION, "43"));
        assertThat(batch.last()).isEqualTo(43);
    }

    @Test
    void sendsNoFeederWhereItHasNone() throws IOException {
        BatchRequest batch = new BatchRequest(null);
        batch.add(event(1, "a", Map.of(EventHeaders.FEEDER, "another", EventHeaders.POSITION, "7")));
        Map<String, String> withNull = new HashMap<>();
        withNull.put("nothing", null);
        batch.add(event(2, "b", withNull));

        assertThat(exchange(batch)).isEqualTo(Reply.STORED);

        assertThat(headers(0)).isEmpty();
        assertThat(headers(1)).isEmpty();
    }

    @Test
    void isUsedAgainForTheNextBatch() throws IOException {
        BatchRequest batch = new BatchRequest(null);
        batch.add(event(1, "a", Map.of()));
        exchange(batch);
        batch.clear();
        received.clear();
        batch.add(event(2, "b", Map.of()));

        assertThat(exchange(batch)).isEqualTo(Reply.STORED);
        assertThat(received).hasSize(1);
    }

    @Test
    void tellsARefusalFromAFailure() throws IOException {
        BatchRequest batch = new BatchRequest(null);
        batch.add(event(1, "a", Map.of()));

        status = Status.FAILED;
        assertThat(exchange(batch)).isEqualTo(Reply.REFUSED);
        status = Status.UNKNOWN;
        assertThatThrownBy(() -> exchange(batch))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the source is out of order");
    }

    @Test
    void recognisesWhatIsNoAvroSource() {
        byte[] web = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> Reply.read(answer(web), 1)).hasMessageContaining("not an Avro source");
    }

    @Test
    void recognisesAServerOfAnotherProtocol() {
        // Avro's match NONE, as a message with the number 3.
        byte[] none = {0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 4};

        assertThatThrownBy(() -> Handshake.shake(new DataOutputStream(new ByteArrayOutputStream()), answer(none), 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not speak Flume's AvroSourceProtocol");
    }

    @Test
    void takesNoAnswerToAnotherCall() {
        byte[] stored = {0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0};

        assertThatThrownBy(() -> Reply.read(answer(stored), 5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has number 4 where 5 was asked");
    }

    private Reply exchange(BatchRequest batch) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        batch.writeTo(new DataOutputStream(sent), 5);
        return Reply.read(answer(respond(sent.toByteArray())), 5);
    }

    /** What Avro's transport does with a message: takes it to pieces, answers, and puts the answer together. */
    private byte[] respond(byte[] message) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(message);
        int serial = in.getInt();
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            byte[] piece = new byte[in.getInt()];
            in.get(piece);
            pieces.add(ByteBuffer.wrap(piece));
        }
        assertThat(in.hasRemaining()).isFalse();
        List<ByteBuffer> answers = server.respond(pieces, connection);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(serial);
        data.writeInt(answers.size());
        for (ByteBuffer answer : answers) {
            byte[] bytes = new byte[answer.remaining()];
            answer.get(bytes);
            data.writeInt(bytes.length);
            data.write(bytes);
        }
        return out.toByteArray();
    }

    private Map<String, String> headers(int index) {
        Map<String, String> headers = new HashMap<>();
        received.get(index).getHeaders().forEach((key, value) -> headers.put(key.toString(), value.toString()));
        return headers;
    }

    private static DataInputStream answer(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static PositionedEvent event(long position, String body, Map<String, String> headers) {
        return new PositionedEvent(position, EventBuilder.withBody(body, StandardCharsets.UTF_8, headers));
    }

    /** A connection that has shaken hands when it was told the other side's protocol. */
    private static final class Connected extends Transceiver {
        private @Nullable Protocol remote;

        @Override
        public String getRemoteName() {
            return "test";
        }

        @Override
        public List<ByteBuffer> readBuffers() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeBuffers(List<ByteBuffer> buffers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isConnected() {
            return remote != null;
        }

        @Override
        public void setRemote(Protocol protocol) {
            remote = protocol;
        }

        @Override
        public @Nullable Protocol getRemote() {
            return remote;
        }
    }
}
