package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Problem;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
    private static final ComponentOptions KEYS = ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.Some",
                    "A sink.",
                    LoginOptions.KERBEROS_PRINCIPAL,
                    LoginOptions.KERBEROS_KEYTAB,
                    LoginOptions.PROXY_USER)
            .contradiction(LoginOptions::check);

    @Test
    void isTheProcessItselfWhereNothingIsSaid() throws Exception {
        Login login = login(Map.of());

        assertThat(login.user()).isEmpty();
        assertThat(login.byKerberos()).isFalse();
        assertThat(login.call(() -> "done")).isEqualTo("done");
    }

    @Test
    void actsInAnothersName() throws Exception {
        Login login = login(Map.of("proxy-user", "alice"));

        assertThat(login.call(() -> UserGroupInformation.getCurrentUser().getUserName()))
                .isEqualTo("alice");
        assertThat(login.user().orElseThrow()).isSameAs(login.user().orElseThrow());
    }

    @Test
    void handsOnWhatTheWorkThrows() {
        assertThatThrownBy(() -> login(Map.of("proxy-user", "alice")).call(() -> {
                    throw new IOException("no room");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no room");
    }

    @Test
    void saysWhichKeytabCannotBeRead() {
        Login login = login(Map.of("kerberos-principal", "flume@EXAMPLE.COM", "kerberos-keytab", "/nowhere/keytab"));

        assertThat(login.byKerberos()).isTrue();
        assertThatThrownBy(login::user)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'/nowhere/keytab' of key 'kerberos-keytab' cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"kerberos-principal, kerberos-keytab", "kerberos-keytab, kerberos-principal"})
    void refusesHalfALogin(String given, String lacking) {
        assertThat(KEYS.check("out", Map.of(given, "value")))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("'value' for key '" + given + "'", "it needs '" + lacking + "'");
    }

    private static Login login(Map<String, String> keys) {
        return Login.of(KEYS.read("out", keys, warning -> {}), Map.of());
    }
}
