package dev.headgate.source.tail;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A folder, and a pattern of file names in it. Immutable.
 *
 * @param folder an absolute path without wildcards
 * @param name a glob, as {@link java.nio.file.FileSystem#getPathMatcher} takes it
 */
record FilePattern(Path folder, String name, PathMatcher matcher) {
    private static final String WILDCARDS = "*?[{";

    /** Reads a pattern in which {@link #mistake} finds nothing wrong. */
    static FilePattern of(String pattern) {
        int slash = pattern.lastIndexOf('/');
        Path folder = Path.of(slash == 0 ? "/" : pattern.substring(0, slash)).normalize();
        String name = pattern.substring(slash + 1);
        return new FilePattern(folder, name, folder.getFileSystem().getPathMatcher("glob:" + name));
    }

    /** What is wrong with a pattern, or nothing. */
    static Optional<String> mistake(String pattern) {
        int slash = pattern.lastIndexOf('/');
        if (!pattern.startsWith("/")) {
            return Optional.of("'files' has the pattern '" + pattern + "', which depends on where the agent was "
                    + "started. Begin it with '/'.");
        }
        if (slash == pattern.length() - 1) {
            return Optional.of(
                    "'files' has '" + pattern + "', which is a folder. Add a pattern of names, such as *.log.");
        }
        if (pattern.substring(0, slash).chars().anyMatch(sign -> WILDCARDS.indexOf(sign) >= 0)) {
            return Optional.of("'files' has the pattern '" + pattern + "' with a wildcard in a folder. Use wildcards "
                    + "after the last '/' only, and list the folders one by one.");
        }
        try {
            of(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException | InvalidPathException wrong) {
            return Optional.of("'files' has the pattern '" + pattern + "', which cannot be read: " + wrong.getMessage()
                    + ". Correct it.");
        }
    }

    boolean matches(Path file) {
        Path fileName = file.getFileName();
        return folder.equals(file.getParent()) && fileName != null && matcher.matches(fileName);
    }
}
