package dev.headgate.sink.lane;

import dev.headgate.kit.option.Values;
import dev.headgate.kit.tls.KeyFile;
import dev.headgate.kit.tls.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * What a lane was told.
 *
 * @param batchBytes bytes at which a batch is sent although it has fewer events
 * @param link how connections are made
 */
record LaneSettings(
        TargetPlace targets, Duration patience, Duration renewAfter, int batchEvents, int batchBytes, Link link) {

    /** How the bytes of a connection are compressed. */
    enum Compression {
        NONE,
        DEFLATE
    }

    /** How connections are made. */
    record Link(Duration connectTimeout, Duration replyTimeout, Compression compression, Optional<Tls> tls) {}

    /** How connections are encrypted. */
    record Tls(TlsFiles files, boolean verifyHost) {}

    static LaneSettings of(Values values) {
        return new LaneSettings(
                TargetPlace.parse(values.get(LaneOptions.TARGETS)),
                values.get(LaneOptions.PATIENCE),
                values.get(LaneOptions.RENEW_AFTER),
                Math.toIntExact(values.get(LaneOptions.BATCH_EVENTS)),
                Math.toIntExact(values.get(LaneOptions.BATCH_BYTES).bytes()),
                new Link(
                        values.get(LaneOptions.CONNECT_TIMEOUT),
                        values.get(LaneOptions.REPLY_TIMEOUT),
                        values.get(LaneOptions.COMPRESSION),
                        tls(values)));
    }

    private static Optional<Tls> tls(Values values) {
        if (!values.get(LaneOptions.TLS)) {
            return Optional.empty();
        }
        TlsFiles files = new TlsFiles(
                KeyFile.of(values, LaneOptions.TRUST_STORE, LaneOptions.TRUST_STORE_PASSWORD),
                KeyFile.of(values, LaneOptions.KEY_STORE, LaneOptions.KEY_STORE_PASSWORD));
        return Optional.of(new Tls(files, values.get(LaneOptions.VERIFY_HOST)));
    }
}
