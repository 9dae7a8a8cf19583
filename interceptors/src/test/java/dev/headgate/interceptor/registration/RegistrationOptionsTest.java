package dev.headgate.interceptor.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.option.Problem;
import java.util.Map;
import org.apache.flume.Context;
import org.apache.flume.interceptor.Interceptor;
import org.junit.jupiter.api.Test;

class RegistrationOptionsTest {
    @Test
    void readsEveryKey() {
        RegistrationSettings settings = RegistrationSettings.of(RegistrationOptions.DECLARATION.read(
                "tier",
                Map.of("zookeeper", "zk1:2181, zk2:2181", "path", "/flume/core", "address", "core-01:4141"),
                warning -> {}));

        assertThat(settings).isEqualTo(new RegistrationSettings("zk1:2181,zk2:2181", "/flume/core", "core-01:4141"));
        assertThat(settings.node()).isEqualTo("/flume/core/core-01:4141");
        assertThat(settings.host()).isEqualTo("core-01");
        assertThat(settings.port()).isEqualTo(4141);
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(RegistrationOptions.DECLARATION.check("tier", Map.of("quorum", "zk")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("zookeeper", "path", "address", "quorum");
        assertThat(RegistrationOptions.DECLARATION.check(
                        "tier", Map.of("zookeeper", "zk", "path", "/flume/", "address", "core-01")))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'zk' for key 'zookeeper'"),
                        message -> assertThat(message).contains("'/flume/' for key 'path'"),
                        message -> assertThat(message).contains("'core-01' for key 'address'"));
    }

    @Test
    void keepsItsSourceFromStartingWithBadKeys() {
        RegistrationInterceptor.Builder builder = new RegistrationInterceptor.Builder();
        builder.configure(new Context(Map.of("path", "core")));
        Interceptor interceptor = builder.build();

        assertThatThrownBy(interceptor::initialize).isInstanceOf(OptionsException.class);
        interceptor.close();
    }
}
