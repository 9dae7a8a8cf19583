package dev.headgate.interceptor.identity;

import dev.headgate.kit.option.Values;
import java.util.Optional;

/** The settings of an {@link IdentityInterceptor}, read and valid. */
record IdentitySettings(String agent, Optional<String> stream, boolean trusted) {
    static IdentitySettings of(Values values) {
        return new IdentitySettings(
                values.get(IdentityOptions.AGENT),
                values.find(IdentityOptions.STREAM),
                values.get(IdentityOptions.TRUSTED));
    }
}
