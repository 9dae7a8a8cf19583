package dev.headgate.sink.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;

/**
 * Real clients, whose producer ends the process as {@code kill -9} does before or after so many calls of a method.
 *
 * @param moment {@code before} or {@code after}
 * @param method of the producer
 * @param calls at which call
 */
record HaltingClients(String moment, String method, int calls) implements KafkaClients {
    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        Producer<byte[], byte[]> real = KafkaClients.real().producer(settings);
        AtomicInteger called = new AtomicInteger();
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, invoked, arguments) -> {
                    boolean halting = invoked.getName().equals(method) && called.incrementAndGet() == calls;
                    if (halting && moment.equals("before")) {
                        Runtime.getRuntime().halt(137);
                    }
                    try {
                        Object answer = invoked.invoke(real, arguments);
                        if (halting) {
                            Runtime.getRuntime().halt(137);
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Override
    public BrokerView brokers(Map<String, Object> settings) {
        return KafkaClients.real().brokers(settings);
    }
}
