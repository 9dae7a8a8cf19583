package dev.headgate.sink;

import dev.headgate.kit.option.Values;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Who a sink is to Hadoop or HBase.
 *
 * <p><b>Threads.</b> Safe. <b>Failure.</b> Where nobody can be logged in now, that is an {@link IOException} which says what
 * to do; the next call tries again.
 */
public interface Login {
    /** Who the process is: nothing was said about it. */
    Login OF_PROCESS = Optional::empty;

    /**
     * As the keys of {@link LoginOptions} say.
     *
     * @param settings of Hadoop, beside those of its site files
     */
    static Login of(Values values, Map<String, String> settings) {
        Login own = values.find(LoginOptions.KERBEROS_PRINCIPAL)
                .<Login>map(principal -> new KeytabLogin(
                        principal, values.find(LoginOptions.KERBEROS_KEYTAB).orElseThrow(), settings))
                .orElse(OF_PROCESS);
        return values.find(LoginOptions.PROXY_USER)
                .<Login>map(name -> new ProxyLogin(own, name))
                .orElse(own);
    }

    /**
     * The user, logged in, and again where it was long ago; nothing where it is the process's own.
     *
     * @throws IOException where that cannot be now
     */
    Optional<UserGroupInformation> user() throws IOException;

    /**
     * Looks after a login that was made long ago; to be called now and then.
     *
     * @throws IOException where nobody can be logged in now
     */
    default void renew() throws IOException {
        user();
    }

    /** Whether Kerberos is asked for by keys. */
    default boolean byKerberos() {
        return false;
    }

    /** Does something as this user. */
    default <T> T call(Callable<T> work) throws Exception {
        Optional<UserGroupInformation> user = user();
        return user.isEmpty() ? work.call() : user.get().doAs((PrivilegedExceptionAction<T>) work::call);
    }
}
