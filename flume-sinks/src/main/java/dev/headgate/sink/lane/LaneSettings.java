package dev.headgate.sink.lane;

import dev.headgate.kit.option.Secret;
import dev.headgate.kit.option.Values;
import java.nio.file.Path;
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

    /**
     * How connections are encrypted.
     *
     * @param trustStore by what targets are known; empty where the JVM decides
     * @param keyStore what is shown to targets that ask
     */
    record Tls(Optional<Store> trustStore, Optional<Store> keyStore, boolean verifyHost) {}

    /** A file of keys or certificates. */
    record Store(Path file, Secret password) {}

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
        Optional<Store> trustStore = values.find(LaneOptions.TRUST_STORE)
                .flatMap(file -> values.find(LaneOptions.TRUST_STORE_PASSWORD)
                        .map(password -> new Store(Path.of(file), password)));
        Optional<Store> keyStore = values.find(LaneOptions.KEY_STORE)
                .flatMap(file -> values.find(LaneOptions.KEY_STORE_PASSWORD)
                        .map(password -> new Store(Path.of(file), password)));
        return Optional.of(new Tls(trustStore, keyStore, values.get(LaneOptions.VERIFY_HOST)));
    }
}
