package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.sink.kafka.KafkaSink;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The process in which a plain producer is measured: brokers, topic, milliseconds to warm up and to count.
 *
 * <p>It is the producer of the client inside the sinks' jar, which has a name of its own there: so it is called by reflection.
 */
final class KafkaLimit {
    private static final String CLIENT = "dev.headgate.sink.kafka.client.clients.producer.";
    private static final int BODIES = 1000;

    private KafkaLimit() {}

    /** Runs what the arguments say. */
    public static void main(String[] arguments) throws Throwable {
        ChildMain.begin();
        ClassLoader loader = KafkaSink.class.getClassLoader();
        Class<?> producerType = loader.loadClass(CLIENT + "KafkaProducer");
        Class<?> recordType = loader.loadClass(CLIENT + "ProducerRecord");
        Class<?> callbackType = loader.loadClass(CLIENT + "Callback");
        String serializer = "dev.headgate.sink.kafka.client.common.serialization.ByteArraySerializer";
        Object producer = producerType
                .getConstructor(Map.class)
                .newInstance(Map.of(
                        "bootstrap.servers",
                        arguments[0],
                        "acks",
                        "all",
                        "batch.size",
                        "131072",
                        "key.serializer",
                        serializer,
                        "value.serializer",
                        serializer));
        MethodHandle send = MethodHandles.lookup()
                .findVirtual(producerType, "send", MethodType.methodType(Future.class, recordType, callbackType))
                .bindTo(producer)
                .asType(MethodType.methodType(Object.class, Object.class, Object.class));
        MethodHandle record = MethodHandles.lookup()
                .findConstructor(recordType, MethodType.methodType(void.class, String.class, Object.class))
                .asType(MethodType.methodType(Object.class, String.class, Object.class));
        LongAdder confirmed = new LongAdder();
        Object callback = callback(loader, callbackType, confirmed);
        Thread sender = new Thread(() -> sendForEver(send, record, arguments[1], callback), "sender");
        sender.setDaemon(true);
        sender.start();
        TimeUnit.MILLISECONDS.sleep(Long.parseLong(arguments[2]));
        long before = confirmed.sum();
        long from = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(Long.parseLong(arguments[3]));
        JsonObject answer = new JsonObject();
        answer.addProperty("events", confirmed.sum() - before);
        answer.addProperty("seconds", (System.nanoTime() - from) / 1e9);
        System.out.println(answer);
    }

    /** Made as a lambda is, as a proxy would cost the plain producer more than a callback does. */
    private static Object callback(ClassLoader loader, Class<?> type, LongAdder confirmed) throws Throwable {
        MethodType answered =
                MethodType.methodType(void.class, loader.loadClass(CLIENT + "RecordMetadata"), Exception.class);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle count = lookup.findStatic(
                KafkaLimit.class,
                "count",
                MethodType.methodType(void.class, LongAdder.class, Object.class, Exception.class));
        return LambdaMetafactory.metafactory(
                        lookup, "onCompletion", MethodType.methodType(type, LongAdder.class), answered, count, answered)
                .getTarget()
                .invoke(confirmed);
    }

    static void count(LongAdder confirmed, Object metadata, @Nullable Exception failure) {
        if (failure == null) {
            confirmed.increment();
        }
    }

    private static void sendForEver(MethodHandle send, MethodHandle record, String topic, Object callback) {
        byte[][] bodies = new byte[BODIES][BenchmarkCase.EVENT_BYTES];
        Random random = new Random(1);
        for (byte[] body : bodies) {
            random.nextBytes(body);
        }
        try {
            for (int next = 0; ; next = (next + 1) % BODIES) {
                Object made = record.invokeExact(topic, (Object) bodies[next]);
                Object unused = send.invokeExact(made, callback);
            }
        } catch (Throwable failed) {
            throw new BenchmarkException("The plain producer failed: " + failed);
        }
    }
}
