package dev.headgate.sink.lane;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the Avro source of a target.
 *
 * <p>One thread opens it and sends; any thread may close it, which ends what that thread waits for with an
 * {@link IOException}.
 */
final class LaneConnection implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneConnection.class);
    private static final int BUFFER = 64 << 10;

    private final Target target;
    private final LaneSettings.Link link;
    private final Socket socket = new Socket();
    private @Nullable DataInputStream in;
    private @Nullable DataOutputStream out;
    private int serial;

    /** A connection that is not open yet. */
    LaneConnection(Target target, LaneSettings.Link link) {
        this.target = target;
        this.link = link;
    }

    Target target() {
        return target;
    }

    /** Connects and shakes hands. */
    void open() throws IOException {
        InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("no address is known of " + target.host());
        }
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(address, Math.toIntExact(link.connectTimeout().toMillis()));
        Socket plain = link.tls().isPresent()
                ? TlsSockets.around(socket, target, link.tls().get())
                : socket;
        InputStream input = plain.getInputStream();
        OutputStream output = plain.getOutputStream();
        switch (link.compression()) {
            case NONE -> {}
            case DEFLATE -> {
                input = new InflaterInputStream(input);
                output = new DeflaterOutputStream(output, new Deflater(), BUFFER, true);
            }
        }
        DataInputStream opened = new DataInputStream(new BufferedInputStream(input));
        DataOutputStream written = new DataOutputStream(new BufferedOutputStream(output, BUFFER));
        Handshake.shake(written, opened, serial);
        in = opened;
        out = written;
    }

    /**
     * Sends a batch and waits for the answer.
     *
     * @throws IOException where none came: the target may have the batch or not
     */
    Reply append(BatchRequest batch) throws IOException {
        DataInputStream answers = in;
        DataOutputStream calls = out;
        if (answers == null || calls == null) {
            throw new IllegalStateException("The connection to " + target + " is not open.");
        }
        serial++;
        batch.writeTo(calls, serial);
        calls.flush();
        try {
            return Reply.read(answers, serial);
        } catch (EOFException closed) {
            throw new IOException("the target closed the connection before it answered", closed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOG.debug("Closing the connection to {} failed", target, failure);
        }
    }
}
