package dev.headgate.sink;

import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import java.util.Optional;

/** The keys by which a sink is told who it is to Hadoop or HBase. */
public final class LoginOptions {
    public static final Option<String> KERBEROS_PRINCIPAL = Option.text(
            "kerberos-principal",
            "Kerberos principal that the sink logs in as, as `flume/_HOST@EXAMPLE.COM`; `_HOST` is the name of the machine.");
    public static final Option<String> KERBEROS_KEYTAB = Option.text(
            "kerberos-keytab",
            "File on the agent's machine with the keys of `kerberos-principal`; the login is renewed from it.");
    public static final Option<String> PROXY_USER =
            Option.text("proxy-user", "User in whose name the sink writes, where its own user may do so.");

    private LoginOptions() {}

    /** Refuses one half of a login. */
    public static Optional<String> check(Values values) {
        Optional<String> principal = values.find(KERBEROS_PRINCIPAL);
        Optional<String> keytab = values.find(KERBEROS_KEYTAB);
        if (principal.isPresent() == keytab.isPresent()) {
            return Optional.empty();
        }
        Option<?> given = principal.isPresent() ? KERBEROS_PRINCIPAL : KERBEROS_KEYTAB;
        Option<?> lacking = principal.isPresent() ? KERBEROS_KEYTAB : KERBEROS_PRINCIPAL;
        return Optional.of("value '%s' for key '%s': it needs '%s' beside it. Give both, or neither."
                .formatted(principal.or(() -> keytab).orElse(""), given.name(), lacking.name()));
    }
}
