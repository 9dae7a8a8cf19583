package dev.headgate.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A login at Kerberos from a keytab, which is this sink's alone: two sinks of an agent may be two principals. Safe for
 * threads.
 *
 * <p>That Kerberos is asked for at all is one setting of Hadoop's for the whole process; the first login makes it.
 */
final class KeytabLogin implements Login {
    private static final Logger LOG = LoggerFactory.getLogger(KeytabLogin.class);
    private static final String AUTHENTICATION = "hadoop.security.authentication";
    private static final long LOOKED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Some directories lock an account that fails too often. */
    private static final long NOT_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final Map<String, String> REMEDIES = Map.of(
            "unable to obtain password", "Give a keytab that holds this principal's keys",
            "not found in kerberos database", "Create the principal, or correct key 'kerberos-principal'",
            "checksum failed", "Export the keytab anew: the principal's keys have changed",
            "pre-authentication", "Export the keytab anew: the principal's keys have changed",
            "preauthentication", "Export the keytab anew: the principal's keys have changed",
            "clock skew", "Set the clock of this machine",
            "cannot locate", "Name the realm and its KDC in krb5.conf");

    private final String principal;
    private final String keytab;
    private final Map<String, String> settings;
    private @Nullable UserGroupInformation loggedIn;
    private @Nullable IOException refusal;
    private long looked;
    private final FailureLog failures = new FailureLog(LOG, Clock.systemUTC());

    KeytabLogin(String principal, String keytab, Map<String, String> settings) {
        this.principal = principal;
        this.keytab = keytab;
        this.settings = settings;
    }

    @Override
    public boolean byKerberos() {
        return true;
    }

    @Override
    public synchronized Optional<UserGroupInformation> user() throws IOException {
        UserGroupInformation user = loggedIn;
        if (user == null) {
            user = logIn();
            loggedIn = user;
        } else if (System.nanoTime() - looked > LOOKED_AFTER_NANOS) {
            lookAfter(user);
        }
        return Optional.of(user);
    }

    private UserGroupInformation logIn() throws IOException {
        IOException before = refusal;
        if (before != null && System.nanoTime() - looked < NOT_AGAIN_NANOS) {
            throw new IOException(before.getMessage(), before);
        }
        looked = System.nanoTime();
        if (!Files.isReadable(Path.of(keytab))) {
            throw new IOException("keytab '" + keytab + "' of key 'kerberos-keytab' cannot be read."
                    + " Give a file that the agent's user may read");
        }
        try {
            useKerberos();
            String name = SecurityUtil.getServerPrincipal(
                    principal, InetAddress.getLocalHost().getCanonicalHostName());
            UserGroupInformation user = UserGroupInformation.loginUserFromKeytabAndReturnUGI(name, keytab);
            refusal = null;
            LOG.info("Logged in as '{}' with keytab '{}'.", user.getUserName(), keytab);
            return user;
        } catch (IOException | IllegalArgumentException failed) {
            IOException told = told(failed);
            refusal = told;
            throw told;
        }
    }

    /** A login that cannot be renewed now goes on as long as its tickets do. */
    private void lookAfter(UserGroupInformation user) {
        looked = System.nanoTime();
        try {
            user.checkTGTAndReloginFromKeytab();
            failures.works("The login as '" + principal + "' is renewed");
        } catch (IOException failed) {
            failures.failed("Renewing the login as '" + principal + "' failed, it is tried again", told(failed));
        }
    }

    private void useKerberos() {
        synchronized (KeytabLogin.class) {
            if (!UserGroupInformation.isSecurityEnabled()) {
                Configuration configuration = new Configuration();
                settings.forEach(configuration::set);
                configuration.set(AUTHENTICATION, "kerberos");
                UserGroupInformation.setConfiguration(configuration);
            }
        }
    }

    private IOException told(Exception failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why =
                String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
        String remedy = REMEDIES.entrySet().stream()
                .filter(known -> String.valueOf(failed)
                        .concat(why)
                        .toLowerCase(Locale.ROOT)
                        .contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Check keys 'kerberos-principal' and 'kerberos-keytab', and that the KDC of krb5.conf answers");
        return new IOException(
                "login as '%s' with keytab '%s' failed: %s. %s".formatted(principal, keytab, why, remedy), failed);
    }
}
