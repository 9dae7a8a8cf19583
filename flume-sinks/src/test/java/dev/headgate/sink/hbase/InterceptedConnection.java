package dev.headgate.sink.hbase;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;

/** A real connection whose tables' answers are seen, and may be changed, before the client's caller gets them. */
record InterceptedConnection(Connector real, Interceptor interceptor) implements Connector {
    /** Is handed what HBase answered to several actions. */
    @FunctionalInterface
    interface Interceptor {
        /** The answers as the caller gets them; the method is one of {@link AsyncTable}, such as {@code batch}. */
        List<CompletableFuture<?>> answered(String method, List<CompletableFuture<?>> answers);
    }

    @Override
    public AsyncConnection connect() throws IOException, InterruptedException {
        AsyncConnection connection = real.connect();
        return proxy(
                AsyncConnection.class,
                connection,
                (method, result) -> result instanceof AsyncTable<?> table
                        ? proxy(AsyncTable.class, table, this::intercept)
                        : result);
    }

    @SuppressWarnings("unchecked") // These methods of a table give lists of futures.
    private Object intercept(String method, Object result) {
        return result instanceof List<?> answers
                ? interceptor.answered(method, (List<CompletableFuture<?>>) answers)
                : result;
    }

    @FunctionalInterface
    private interface After {
        Object apply(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(target, arguments);
                        return result == null ? null : after.apply(method.getName(), result);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                }));
    }
}
