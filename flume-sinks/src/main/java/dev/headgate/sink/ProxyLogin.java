package dev.headgate.sink;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/** Another user, in whose name one writes who may do so. Safe for threads. */
final class ProxyLogin implements Login {
    private final Login real;
    private final String name;
    private @Nullable UserGroupInformation proxy;
    private @Nullable UserGroupInformation of;

    ProxyLogin(Login real, String name) {
        this.real = real;
        this.name = name;
    }

    @Override
    public synchronized Optional<UserGroupInformation> user() throws IOException {
        Optional<UserGroupInformation> loggedIn = real.user();
        UserGroupInformation behind = loggedIn.isPresent() ? loggedIn.get() : UserGroupInformation.getLoginUser();
        UserGroupInformation known = proxy;
        if (known == null || !behind.equals(of)) {
            // Connections are told apart by the user object: it stays the same.
            known = UserGroupInformation.createProxyUser(name, behind);
            proxy = known;
            of = behind;
        }
        return Optional.of(known);
    }

    @Override
    public boolean byKerberos() {
        return real.byKerberos();
    }
}
