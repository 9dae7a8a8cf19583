package dev.headgate.source.lane;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Tells by a sender's certificate whether its feeder headers are believed.
 *
 * @param names names, and {@code *.domain} for all below one; empty where everybody is believed who may connect
 */
record TrustedNames(Optional<List<String>> names) {
    private static final int DNS_NAME = 2;

    boolean believe(SSLSession session) throws SSLPeerUnverifiedException {
        if (names.isEmpty()) {
            return true;
        }
        return session.getPeerCertificates()[0] instanceof X509Certificate shown
                && namesOf(shown).anyMatch(this::isTrusted);
    }

    boolean isTrusted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return names.stream().flatMap(List::stream).anyMatch(trusted -> matches(lower, trusted));
    }

    private static boolean matches(String name, String trusted) {
        String lower = trusted.toLowerCase(Locale.ROOT);
        return lower.startsWith("*.") ? name.endsWith(lower.substring(1)) : name.equals(lower);
    }

    /** Its host names; where it has none, its common name. */
    private static Stream<String> namesOf(X509Certificate certificate) {
        try {
            List<String> hosts = Stream.ofNullable(certificate.getSubjectAlternativeNames())
                    .flatMap(Collection::stream)
                    .filter(name -> Objects.equals(name.get(0), DNS_NAME))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
            return hosts.isEmpty() ? commonNames(certificate) : hosts.stream();
        } catch (CertificateParsingException | InvalidNameException unreadable) {
            return Stream.empty();
        }
    }

    private static Stream<String> commonNames(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(part -> part.getType().equalsIgnoreCase("CN"))
                        .map(part -> String.valueOf(part.getValue()));
    }
}
