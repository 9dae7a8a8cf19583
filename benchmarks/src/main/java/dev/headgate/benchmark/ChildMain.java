package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** How the main class of a child begins. */
final class ChildMain {
    private ChildMain() {}

    /** From now on a failure is an answer, and the end of the parent is the end of this process. */
    static void begin() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            JsonObject answer = new JsonObject();
            answer.addProperty("failed", failure.toString());
            System.out.println(answer);
        });
        endWithParent();
    }

    /** Whatever ends the parent ends its stdin, and with it this process, in which components run threads of their own. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    } finally {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
