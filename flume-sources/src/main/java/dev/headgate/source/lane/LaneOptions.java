package dev.headgate.source.lane;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Secret;
import dev.headgate.kit.option.Values;
import dev.headgate.kit.tls.KeyFile;
import java.util.List;
import java.util.Optional;

/** Declares the keys of the {@link LaneSource}. Immutable. Tools load it without Flume. */
public final class LaneOptions implements DeclaredComponent {
    static final Option<String> BIND =
            Option.text("bind", "Address on which it listens.").defaultsTo("0.0.0.0");
    static final Option<Long> PORT = Option.integer("port", "Port on which it listens.")
            .required()
            .atLeast(1L)
            .atMost(65_535L);
    static final Option<Long> MAX_CONNECTIONS = Option.integer(
                    "max-connections", "Most connections at once, with a thread for each; any more is closed.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(100_000L);
    static final Option<DataSize> MAX_BATCH_SIZE = Option.dataSize(
                    "max-batch-size",
                    "Bytes of the largest batch; a connection that sends a larger one is closed. Above `batch-bytes` of the"
                            + " lanes, by the largest event at least.")
            .defaultsTo(DataSize.ofMegabytes(64))
            .atLeast(DataSize.ofKilobytes(1))
            .atMost(DataSize.ofMegabytes(1024));
    static final Option<LaneSettings.Compression> COMPRESSION = Option.oneOf(
                    "compression",
                    LaneSettings.Compression.class,
                    "How connections are compressed; `compression` of the lanes must be the same.")
            .defaultsTo(LaneSettings.Compression.NONE);
    static final Option<Boolean> TLS =
            Option.bool("tls", "Whether connections are encrypted.").defaultsTo(false);
    static final Option<String> KEY_STORE = Option.text(
            "tls.key-store", "File with the key and the certificate that are shown to senders, PKCS12 or JKS.");
    static final Option<Secret> KEY_STORE_PASSWORD =
            Option.secret("tls.key-store-password", "Password of the key store and of the key in it.");
    static final Option<String> TRUST_STORE = Option.text(
            "tls.trust-store",
            "File with the certificates by which senders are known, PKCS12 or JKS: who shows no certificate that it vouches"
                    + " for cannot connect. Default: whoever comes may send.");
    static final Option<Secret> TRUST_STORE_PASSWORD =
            Option.secret("tls.trust-store-password", "Password of the trust store.");
    static final Option<List<String>> TRUSTED_NAMES = Option.list(
            "tls.trusted-names",
            "Names in the certificates of senders whose feeder headers are believed, such as `edge-01.example.com` or"
                    + " `*.edge.example.com`; those of others are taken off. Default: all who may connect are believed.");

    private static final List<Option<?>> OF_TLS =
            List.of(KEY_STORE, KEY_STORE_PASSWORD, TRUST_STORE, TRUST_STORE_PASSWORD, TRUSTED_NAMES);

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SOURCE,
                    "dev.headgate.source.lane.LaneSource",
                    "Takes what lanes and Avro sinks send, as Flume's Avro source does; and can ask for their certificates.",
                    BIND,
                    PORT,
                    MAX_CONNECTIONS,
                    MAX_BATCH_SIZE,
                    COMPRESSION,
                    TLS,
                    KEY_STORE,
                    KEY_STORE_PASSWORD,
                    TRUST_STORE,
                    TRUST_STORE_PASSWORD,
                    TRUSTED_NAMES)
            .contradiction(LaneOptions::withoutTls)
            .contradiction(LaneOptions::withoutKey)
            .contradiction(values -> KeyFile.contradiction(values, KEY_STORE, KEY_STORE_PASSWORD))
            .contradiction(values -> KeyFile.contradiction(values, TRUST_STORE, TRUST_STORE_PASSWORD))
            .contradiction(LaneOptions::namesOfNobody);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
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

    private static Optional<String> withoutKey(Values values) {
        return values.get(TLS) && values.find(KEY_STORE).isEmpty()
                ? Optional.of("key 'tls' without 'tls.key-store': there is no certificate to show. Give the store.")
                : Optional.empty();
    }

    private static Optional<String> namesOfNobody(Values values) {
        return values.get(TLS)
                        && values.find(TRUSTED_NAMES).isPresent()
                        && values.find(TRUST_STORE).isEmpty()
                ? Optional.of("key 'tls.trusted-names' without 'tls.trust-store': nobody would be asked for a name."
                        + " Give the store.")
                : Optional.empty();
    }
}
