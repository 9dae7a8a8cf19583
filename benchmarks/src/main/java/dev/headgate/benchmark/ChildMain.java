package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.testbed.ParentPipe;

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
        ParentPipe.watch();
    }
}
