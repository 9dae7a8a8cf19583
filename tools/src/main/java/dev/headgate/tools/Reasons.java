package dev.headgate.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file could not be used. */
final class Reasons {
    private Reasons() {}

    static String of(IOException failed) {
        if (failed instanceof AccessDeniedException denied) {
            return "Opening '%s' failed: you may not. Run as the user of the agent.".formatted(denied.getFile());
        }
        if (failed instanceof NoSuchFileException absent) {
            return "Opening '%s' failed: there is no such file. Check the path.".formatted(absent.getFile());
        }
        return String.valueOf(failed.getMessage());
    }
}
