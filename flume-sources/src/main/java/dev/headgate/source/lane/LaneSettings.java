package dev.headgate.source.lane;

import dev.headgate.kit.option.Values;
import dev.headgate.kit.tls.KeyFile;
import dev.headgate.kit.tls.TlsFiles;
import java.util.Optional;

/**
 * The settings of a {@link LaneSource}, read and valid.
 *
 * @param maxBatchBytes bytes of the largest batch
 */
record LaneSettings(
        String bind, int port, int maxConnections, int maxBatchBytes, Compression compression, Optional<Tls> tls) {

    /** How the bytes of a connection are compressed. */
    enum Compression {
        NONE,
        DEFLATE
    }

    /** How connections are encrypted, and whose feeder headers are believed. */
    record Tls(TlsFiles files, TrustedNames trusted) {}

    static LaneSettings of(Values values) {
        return new LaneSettings(
                values.get(LaneOptions.BIND),
                Math.toIntExact(values.get(LaneOptions.PORT)),
                Math.toIntExact(values.get(LaneOptions.MAX_CONNECTIONS)),
                Math.toIntExact(values.get(LaneOptions.MAX_BATCH_SIZE).bytes()),
                values.get(LaneOptions.COMPRESSION),
                values.get(LaneOptions.TLS) ? Optional.of(tls(values)) : Optional.empty());
    }

    private static Tls tls(Values values) {
        return new Tls(
                new TlsFiles(
                        KeyFile.of(values, LaneOptions.TRUST_STORE, LaneOptions.TRUST_STORE_PASSWORD),
                        KeyFile.of(values, LaneOptions.KEY_STORE, LaneOptions.KEY_STORE_PASSWORD)),
                new TrustedNames(values.find(LaneOptions.TRUSTED_NAMES)));
    }
}
