package dev.headgate.interceptor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.option.Problem;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class IdentityOptionsTest {
    @Test
    void readsEveryKey() {
        Map<String, String> keys = Map.of("agent", "edge-1", "stream", "web", "trusted", "true");

        assertThat(read(keys)).isEqualTo(new IdentitySettings("edge-1", Optional.of("web"), true));
    }

    @Test
    void trustsNobodyAndSetsNoStreamUnlessTold() {
        assertThat(read(Map.of("agent", "edge-1"))).isEqualTo(new IdentitySettings("edge-1", Optional.empty(), false));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThatThrownBy(() -> read(Map.of("trusted", "yes", "streams", "web")))
                .isInstanceOfSatisfying(OptionsException.class, refused -> assertThat(refused.problems())
                        .extracting(Problem::key)
                        .containsExactlyInAnyOrder("agent", "trusted", "streams"));
    }

    @Test
    void isFoundByTools() {
        assertThat(ServiceLoader.load(DeclaredComponent.class).stream()
                        .map(provider -> provider.get().options().type()))
                .contains(IdentityInterceptor.Builder.class.getName());
    }

    @Test
    void isLoadedWithoutFlume() throws Exception {
        URL[] path = {locationOf(IdentityOptions.class), locationOf(DeclaredComponent.class)};
        try (URLClassLoader tools = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> options = Class.forName(IdentityOptions.class.getName(), true, tools);
            Object component = options.getConstructor().newInstance();

            assertThat(options.getMethod("options").invoke(component).toString())
                    .contains("agent");
        }
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static IdentitySettings read(Map<String, String> keys) {
        return IdentitySettings.of(IdentityOptions.DECLARATION.read("identity", keys, warning -> {}));
    }
}
