package dev.headgate.source.lane;

import dev.headgate.source.lane.LaneSettings.Tls;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.apache.flume.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of a sender: reads its calls, stores their events, answers. One call at a time, in order.
 *
 * <p>One thread calls {@link #serve}; any may call {@link #end}.
 */
final class LaneSession implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);
    /** A stranger must not hold a thread for long. */
    private static final Duration LONGEST_TLS_HANDSHAKE = Duration.ofSeconds(10);

    /** A machine that is gone is noticed after about two minutes. */
    private static final int KEEP_ALIVE_SECONDS = 60;

    private static final int BUFFER = 8 << 10;
    /** No metadata, no error, and the place of the status in its enumeration. */
    private static final byte[] STORED = {0, 0, 0};

    private static final byte[] REFUSED = {0, 0, 2};
    /** By the status that Flume's own source never gives, a lane knows that nothing was stored. */
    private static final byte[] LEAVING = {0, 0, 4};

    private final Socket socket;
    private final LaneSettings settings;
    private final EventStore store;
    private final ReentrantLock storing = new ReentrantLock();
    private volatile boolean ending;

    LaneSession(Socket socket, LaneSettings settings, EventStore store) {
        this.socket = socket;
        this.settings = settings;
        this.store = store;
    }

    /** Who is at the other end. */
    String sender() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    /**
     * Serves the sender until it closes the connection.
     *
     * @throws IOException where the connection breaks, or the sender may not send or sends what it should not
     */
    void serve() throws IOException {
        socket.setTcpNoDelay(true);
        keepAlive();
        Socket used = socket;
        boolean believed = true;
        if (settings.tls().isPresent()) {
            SSLSocket encrypted = encrypt(settings.tls().get());
            believed = settings.tls().get().trusted().believe(encrypted.getSession());
            used = encrypted;
        }
        InputStream in = used.getInputStream();
        OutputStream out = used.getOutputStream();
        switch (settings.compression()) {
            case NONE -> {}
            case DEFLATE -> {
                in = new InflaterInputStream(in);
                out = new DeflaterOutputStream(out, new Deflater(), BUFFER, true);
            }
        }
        MessageReader message = new MessageReader(in, settings.maxBatchBytes());
        talk(message, new EventReader(message, believed), out);
    }

    private void keepAlive() throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_SECONDS / 6);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 6);
        }
    }

    private SSLSocket encrypt(Tls tls) throws IOException {
        socket.setSoTimeout(Math.toIntExact(LONGEST_TLS_HANDSHAKE.toMillis()));
        SSLSocket encrypted =
                (SSLSocket) tls.files().context().getSocketFactory().createSocket(socket, null, true);
        encrypted.setNeedClientAuth(tls.files().trustStore().isPresent());
        encrypted.startHandshake();
        socket.setSoTimeout(0);
        return encrypted;
    }

    private void talk(MessageReader message, EventReader events, OutputStream out) throws IOException {
        boolean agreed = false;
        for (OptionalInt serial = message.next(); serial.isPresent(); serial = message.next()) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            if (!agreed) {
                Handshake.read(message);
                answer.writeBytes(Handshake.AGREED);
                agreed = true;
            }
            Handshake.skipMetadata(message);
            String call = message.text();
            List<Event> batch = read(call, events);
            message.finish();
            storing.lock();
            try {
                boolean last = ending;
                if (!call.isEmpty()) {
                    answer.writeBytes(last ? LEAVING : store.store(batch) ? STORED : REFUSED);
                }
                send(serial.getAsInt(), answer, out);
                if (last) {
                    return;
                }
            } finally {
                storing.unlock();
            }
        }
    }

    /** What a call brings. One without a name is there for the handshake alone. */
    private static List<Event> read(String call, EventReader events) throws IOException {
        return switch (call) {
            case "appendBatch" -> events.batch();
            case "append" -> events.single();
            case "" -> List.of();
            default -> throw new IOException("an Avro source has no message '" + call + "'");
        };
    }

    /** Writes an answer as a message of one piece. */
    private static void send(int serial, ByteArrayOutputStream answer, OutputStream out) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream written = new DataOutputStream(message);
        written.writeInt(serial);
        written.writeInt(1);
        written.writeInt(answer.size());
        answer.writeTo(written);
        message.writeTo(out);
        out.flush();
    }

    /** Makes the next batch the last, and refuses it: a sender at work then knows that nothing of it was stored. */
    void leave() {
        ending = true;
    }

    /** Ends the connection; what is being stored is stored and answered first, unless that takes longer than the patience. */
    void end(Duration patience) throws InterruptedException {
        boolean idle = storing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            close();
        } finally {
            if (idle) {
                storing.unlock();
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("Closing the connection of {} failed", sender(), gone);
        }
    }
}
