package dev.headgate.topology.parse;

import dev.headgate.topology.model.Ground;
import dev.headgate.topology.model.Located;
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
            CapacityReader.PART,
            Shape.Part.one(
                    "tls",
                    "certificates: with them all that agents and app servers send is encrypted.",
                    Shape.of(KEYSTORE, KEYSTORE_PASSWORD, TRUSTSTORE, TRUSTSTORE_PASSWORD)));

    private GroundReader() {}

    static Ground read(Section top) {
        Located<Long> ports = top.read(PORTS);
        Optional<Section> directories = top.section("directories", "directories");
        Ground ground = new Ground(
                ports,
                read(directories, DATA, top),
                read(directories, LOGS, top),
                top.read(SECRETS),
                top.section("tls", "tls").map(GroundReader::tls).orElse(null));
        directories.ifPresent(Section::finish);
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
