package dev.headgate.testbed.server;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of a process that runs an S3 server, S3Proxy, with the arguments that it is given, until its standard
 * input ends. Its class path is not that of the other stores, whose libraries are of other versions.
 */
public final class S3Process {
    private static final Logger LOG = LoggerFactory.getLogger(S3Process.class);

    private S3Process() {}

    public static void main(String[] arguments) {
        Thread server = new Thread(() -> serve(arguments), "s3proxy");
        server.setDaemon(true);
        server.start();
        try {
            while (System.in.read() >= 0) {
                LOG.debug("Nothing is told to this store.");
            }
        } catch (IOException ended) {
            LOG.debug("Standard input failed; taken as its end", ended);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void serve(String[] arguments) {
        try {
            Class.forName("org.gaul.s3proxy.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (ReflectiveOperationException failed) {
            Throwable cause = failed instanceof InvocationTargetException thrown ? thrown.getCause() : failed;
            LOG.error("S3Proxy did not start", cause);
            Runtime.getRuntime().halt(1);
        }
    }
}
