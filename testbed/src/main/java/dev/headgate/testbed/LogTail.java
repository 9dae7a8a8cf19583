package dev.headgate.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, for a message that says why a process failed. */
final class LogTail {
    private static final int LINES = 20;

    private LogTail() {}

    /** The last lines, each behind a line break and two blanks; or that there are none. */
    static String of(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return last.isEmpty() ? "\n  (its log is empty)" : "\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return "\n  (its log cannot be read: " + e + ")";
        }
    }
}
