package dev.headgate.topology.install;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Flume's own classes, used as its configuration provider uses them: what {@code FlumeConfiguration} keeps of a file, and whether a
 * component can be made and configured. Nothing is started. Used by one thread.
 */
final class FlumeClasses implements Closeable {
    /** Whose {@code configure} connects, or makes files. */
    private static final Set<String> UNTOUCHED = Set.of(
            "jdbc",
            "jms",
            "taildir",
            "org.apache.flume.channel.jdbc.JdbcChannel",
            "org.apache.flume.source.jms.JMSSource",
            "org.apache.flume.source.taildir.TaildirSource");

    private final URLClassLoader loader;

    FlumeClasses(URLClassLoader loader) {
        this.loader = loader;
        withoutLogs();
    }

    /** SLF4J says on stderr that it has no binding, once, when it is first used. */
    private void withoutLogs() {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        try {
            loader.loadClass("org.slf4j.LoggerFactory")
                    .getMethod("getILoggerFactory")
                    .invoke(null);
        } catch (ReflectiveOperationException without) {
            throw new IllegalStateException("Flume's lib has no SLF4J.", without);
        } finally {
            System.setErr(err);
        }
    }

    /** The kinds of component, with the names that Flume has for them. */
    enum Kind {
        SOURCE("sources", "getSourceSet", "org.apache.flume.source.DefaultSourceFactory"),
        CHANNEL("channels", "getChannelSet", "org.apache.flume.channel.DefaultChannelFactory"),
        SINK("sinks", "getSinkSet", "org.apache.flume.sink.DefaultSinkFactory");

        private final String group;
        private final String getter;
        private final String factory;

        Kind(String group, String getter, String factory) {
            this.group = group;
            this.getter = getter;
            this.factory = factory;
        }

        String group() {
            return group;
        }
    }

    /** The components that Flume's own parser keeps of an agent, as {@code sinks.NAME}; empty where it drops the agent. */
    Set<String> kept(String agent, Map<String, String> properties) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass("org.apache.flume.conf.FlumeConfiguration");
        Object read = type.getConstructor(Map.class).newInstance(properties);
        Optional<Object> found = Optional.ofNullable(
                type.getMethod("getConfigurationFor", String.class).invoke(read, agent));
        Set<String> kept = new HashSet<>();
        if (found.isPresent()) {
            for (Kind kind : Kind.values()) {
                Object names = found.get().getClass().getMethod(kind.getter).invoke(found.get());
                ((Collection<?>) names).forEach(name -> kept.add(kind.group + "." + name));
            }
        }
        return kept;
    }

    /**
     * Makes and configures a component.
     *
     * @return why it cannot be; nothing where it can, or where that cannot be known without side effects
     */
    Optional<String> refusal(Kind kind, String name, Map<String, String> keys) throws ReflectiveOperationException {
        String type = keys.getOrDefault("type", "");
        if (UNTOUCHED.contains(type)) {
            return Optional.empty();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> factory = loader.loadClass(kind.factory);
            Object component = factory.getMethod("create", String.class, String.class)
                    .invoke(factory.getConstructor().newInstance(), name, type);
            Class<?> context = loader.loadClass("org.apache.flume.Context");
            loader.loadClass("org.apache.flume.conf.Configurables")
                    .getMethod("configure", Object.class, context)
                    .invoke(null, component, context.getConstructor(Map.class).newInstance(keys));
            return Optional.empty();
        } catch (InvocationTargetException refused) {
            return why(Objects.requireNonNullElse(refused.getCause(), refused));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A class that the install leaves to the PATH, such as Hadoop's, says nothing about the configuration. */
    private static Optional<String> why(Throwable cause) {
        if (cause instanceof LinkageError) {
            return Optional.empty();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        Throwable root = cause;
        for (Throwable deeper = cause.getCause(); deeper != null; deeper = deeper.getCause()) {
            root = deeper;
        }
        return root instanceof ClassNotFoundException
                ? Optional.of("class " + root.getMessage() + " is in none of its jars")
                : Optional.of(String.valueOf(root.getMessage()));
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
