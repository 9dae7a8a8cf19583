package dev.headgate.sink;

import dev.headgate.testbed.StoreAddresses;
import dev.headgate.testbed.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests real stores, or only their addresses; they are started once for all tests. */
public final class StoresExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StoreAddresses.class || type == Stores.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Stores stores = context.getRoot()
                .getStore(Namespace.create(StoresExtension.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .stores;
        return parameter.getParameter().getType() == Stores.class ? stores : stores.addresses();
    }

    private record Running(Stores stores, Path folder) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("headgate-sinks-");
                return new Running(
                        Stores.start(Path.of(System.getProperty("headgate.home")), folder, Duration.ofMinutes(2)),
                        folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            stores.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
