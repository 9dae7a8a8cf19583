package dev.headgate.topology.parse;

import dev.headgate.topology.model.ByteRate;
import dev.headgate.topology.model.Ground;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Rate;
import dev.headgate.topology.model.Tls;
import java.util.List;
import java.util.Optional;

/** Reads the keys at the top that hold for all agents alike. */
final class GroundReader {
    private static final Key<Long> PORTS =
            Key.optional("ports", ValueType.integer(1, 65_535), "the first port of the agents of a host.", 41_414L);
    private static final Key<String> DATA =
            Key.optional("data", ValueType.ABSOLUTE_PATH, "the folder of channels and positions.", "/var/lib/headgate");
    private static final Key<String> LOGS =
            Key.optional("logs", ValueType.ABSOLUTE_PATH, "the folder of the agents' logs.", "/var/log/headgate");

    /**
     * One agent's capacity, where the topology does not say. It stands for an agent of stock Avro source, stock file channel
     * (one fsync per transaction of 1000 events) and one sink per channel on a small machine with one disk; an agent with the
     * journal takes in more, and the project's benchmark measures both channels.
     */
    private static final Key<Rate> EVENTS = Key.optional(
            "events",
            ValueType.RATE,
            "the events that one agent can take in, such as 20000/s.",
            Rate.perSecond(20_000));

    /** As {@link #EVENTS}, for large events. */
    private static final Key<ByteRate> BYTES = Key.optional(
            "bytes",
            ValueType.single(
                    Form.text("rate: `10MB/s`", "^ *[0-9]+ *[kKmMgGtT]?[iI]?[bB] */s *$"),
                    ByteRate.parse("1B/s"),
                    ByteRate::parse),
            "the data that one agent can take in, such as 10MB/s.",
            ByteRate.parse("10MB/s"));

    private static final Key<String> SECRETS = Key.optional(
            "secrets",
            ValueType.ABSOLUTE_PATH,
            "the file on every host with a line NAME=value for each secret, readable by the agents' user alone.",
            "/etc/headgate/secrets.env");

    private static final Key<String> KEYSTORE = Key.required(
            "keystore", ValueType.ABSOLUTE_PATH, "the file on every host with the agent's key and certificate.");
    private static final Key<String> KEYSTORE_PASSWORD =
            Key.required("keystore-password", ValueType.SECRET, "its password, as ${secret:NAME}.");
    private static final Key<String> TRUSTSTORE = Key.required(
            "truststore", ValueType.ABSOLUTE_PATH, "the file on every host with the certificates that are trusted.");
    private static final Key<String> TRUSTSTORE_PASSWORD =
            Key.required("truststore-password", ValueType.SECRET, "its password, as ${secret:NAME}.");

    static final List<Key<?>> KEYS = List.of(PORTS, SECRETS);

    static final List<Shape.Part> PARTS = List.of(
            Shape.Part.one("directories", "folders on every host.", Shape.of(DATA, LOGS)),
            Shape.Part.one("capacity", "what one agent can take in.", Shape.of(EVENTS, BYTES)),
            Shape.Part.one(
                    "tls",
                    "certificates: with them all that agents and app servers send is encrypted.",
                    Shape.of(KEYSTORE, KEYSTORE_PASSWORD, TRUSTSTORE, TRUSTSTORE_PASSWORD)));

    private GroundReader() {}

    static Ground read(Section top) {
        Located<Long> ports = top.read(PORTS);
        Optional<Section> directories = top.section("directories", "directories");
        Optional<Section> capacity = top.section("capacity", "capacity");
        Ground ground = new Ground(
                ports,
                read(directories, DATA, top),
                read(directories, LOGS, top),
                new Ground.Capacity(read(capacity, EVENTS, top), read(capacity, BYTES, top)),
                top.read(SECRETS),
                top.section("tls", "tls").map(GroundReader::tls).orElse(null));
        directories.ifPresent(Section::finish);
        capacity.ifPresent(Section::finish);
        return ground;
    }

    private static Tls tls(Section section) {
        Tls tls = new Tls(
                section.read(KEYSTORE),
                section.read(KEYSTORE_PASSWORD),
                section.read(TRUSTSTORE),
                section.read(TRUSTSTORE_PASSWORD));
        section.finish();
        return tls;
    }

    private static <T> Located<T> read(Optional<Section> section, Key<T> key, Section top) {
        return section.map(given -> given.read(key)).orElseGet(() -> top.standIn(key));
    }
}
