package dev.headgate.testbed.server;

import dev.headgate.testbed.KafkaPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of a process that runs a Kafka broker until its standard input ends.
 *
 * <p>Started with three arguments: the folder for all files, the broker's port and its controller's. When the broker takes
 * requests it prints one line, its address.
 */
public final class KafkaProcess {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaProcess.class);

    private KafkaProcess() {}

    /** Runs the broker. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        boolean up = false;
        try (KafkaServer server = KafkaServer.start(
                Path.of(arguments[0]),
                new KafkaPorts(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])))) {
            up = true;
            answers.println(server.brokers());
            answers.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            LOG.info("The broker ends.");
            // The server leaves threads behind that would keep the process.
            Runtime.getRuntime().halt(up ? 0 : 1);
        }
    }
}
