package dev.headgate.testbed.server;

import dev.headgate.testbed.KafkaNode;
import dev.headgate.testbed.ParentPipe;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a process that runs a Kafka broker until its standard input ends.
 *
 * <p>Started with the folder for all files, and what a {@link KafkaNode} is told. When the broker takes requests it prints
 * one line, its address.
 */
public final class KafkaProcess {
    private KafkaProcess() {}

    /** Runs the broker. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        AtomicReference<@Nullable KafkaServer> running = new AtomicReference<>();
        ParentPipe.watch(() -> {
            KafkaServer server = running.get();
            if (server != null) {
                server.close();
            }
        });
        boolean up = false;
        try {
            KafkaServer started = KafkaServer.start(
                    Path.of(arguments[0]), KafkaNode.parse(List.of(arguments).subList(1, arguments.length)));
            running.set(started);
            up = true;
            answers.println(started.brokers());
            answers.flush();
        } finally {
            if (!up) {
                // What already runs would keep the process.
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
