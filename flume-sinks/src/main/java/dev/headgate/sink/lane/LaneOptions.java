package dev.headgate.sink.lane;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Secret;
import dev.headgate.kit.option.Values;
import dev.headgate.kit.tls.KeyFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of {@link LaneSink}. */
public final class LaneOptions implements DeclaredComponent {
    static final Option<String> TARGETS = Option.text(
                    "targets",
                    "Lane sources or Avro sources of the next tier. A list `host:port,host:port` is in order: the first is used, the"
                            + " others stand in for it. `dns:name:port` means every address of the name,"
                            + " `zookeeper:host:port,host:port/path` every agent registered below the path; lanes share"
                            + " those among each other.")
            .required();
    static final Option<Duration> PATIENCE = Option.duration(
                    "patience",
                    "How long a target may fail or refuse before the next one is used; what was in doubt then, one batch at"
                            + " most, may land in both.")
            .defaultsTo(Duration.ofMinutes(1))
            .atLeast(Duration.ofMillis(1));
    static final Option<Long> BATCH_EVENTS = Option.integer(
                    "batch-events",
                    "Most events sent at once; the channels behind the target must take as many in a transaction.")
            .defaultsTo(5000L)
            .atLeast(1L)
            .atMost(1_000_000L);
    static final Option<DataSize> BATCH_BYTES = Option.dataSize(
                    "batch-bytes", "Bytes at which a batch is sent although it has fewer events.")
            .defaultsTo(DataSize.ofMegabytes(4))
            .atLeast(DataSize.ofKilobytes(1))
            .atMost(DataSize.ofMegabytes(256));
    static final Option<Duration> CONNECT_TIMEOUT = Option.duration(
                    "connect-timeout", "How long connecting to a target may take.")
            .defaultsTo(Duration.ofSeconds(10))
            .atLeast(Duration.ofMillis(1));
    static final Option<Duration> REPLY_TIMEOUT = Option.duration(
                    "reply-timeout",
                    "How long a target may take for a batch; then it is sent again over a new connection.")
            .defaultsTo(Duration.ofSeconds(30))
            .atLeast(Duration.ofMillis(1));
    static final Option<Duration> RENEW_AFTER = Option.duration(
                    "renew-after",
                    "Age at which a connection is replaced, to the most preferred target that answers: so a grown tier is"
                            + " used, and a target that has come back.")
            .defaultsTo(Duration.ofMinutes(5))
            .atLeast(Duration.ofMillis(1));
    static final Option<LaneSettings.Compression> COMPRESSION = Option.oneOf(
                    "compression",
                    LaneSettings.Compression.class,
                    "How the connection is compressed; the target must do the same: `compression` of a lane source, `compression-type`"
                            + " of Flume's Avro source. With `tls` what is compressed is then encrypted, which only a lane"
                            + " source reads.")
            .defaultsTo(LaneSettings.Compression.NONE);
    static final Option<Boolean> TLS =
            Option.bool("tls", "Whether the connection is encrypted.").defaultsTo(false);
    static final Option<String> TRUST_STORE = Option.text(
            "tls.trust-store",
            "File with the certificates by which a target is known, PKCS12 or JKS. Default: those of the JVM.");
    static final Option<Secret> TRUST_STORE_PASSWORD =
            Option.secret("tls.trust-store-password", "Password of the trust store.");
    static final Option<String> KEY_STORE = Option.text(
            "tls.key-store",
            "File with the key and the certificate that are shown to targets that ask for one, PKCS12 or JKS.");
    static final Option<Secret> KEY_STORE_PASSWORD =
            Option.secret("tls.key-store-password", "Password of the key store and of the key in it.");
    static final Option<Boolean> VERIFY_HOST = Option.bool(
                    "tls.verify-host", "Whether a target's certificate must name the host that it was reached by.")
            .defaultsTo(true);

    private static final List<Option<?>> OF_TLS =
            List.of(TRUST_STORE, TRUST_STORE_PASSWORD, KEY_STORE, KEY_STORE_PASSWORD);

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.lane.LaneSink",
                    "Sends a channel's events to one Avro source of the next tier; from journal to journal each once.",
                    TARGETS,
                    PATIENCE,
                    BATCH_EVENTS,
                    BATCH_BYTES,
                    CONNECT_TIMEOUT,
                    REPLY_TIMEOUT,
                    RENEW_AFTER,
                    COMPRESSION,
                    TLS,
                    TRUST_STORE,
                    TRUST_STORE_PASSWORD,
                    KEY_STORE,
                    KEY_STORE_PASSWORD,
                    VERIFY_HOST)
            .contradiction(LaneOptions::badTargets)
            .contradiction(LaneOptions::withoutTls)
            .contradiction(values -> KeyFile.contradiction(values, TRUST_STORE, TRUST_STORE_PASSWORD))
            .contradiction(values -> KeyFile.contradiction(values, KEY_STORE, KEY_STORE_PASSWORD));

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> badTargets(Values values) {
        try {
            TargetPlace.parse(values.get(TARGETS));
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(
                    "value '%s' for key 'targets': %s.".formatted(values.get(TARGETS), refused.getMessage()));
        }
    }

    private static Optional<String> withoutTls(Values values) {
        return values.get(TLS)
                ? Optional.empty()
                : OF_TLS.stream()
                        .filter(option -> values.find(option).isPresent())
                        .findFirst()
                        .map(option ->
                                "key '%s' without encryption: nothing would use it. Set tls to true, or remove it."
                                        .formatted(option.name()));
    }
}
