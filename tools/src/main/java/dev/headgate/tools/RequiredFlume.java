package dev.headgate.tools;

import dev.headgate.topology.cli.UserError;

/** Flume's own classes as the tools need them: on the class path, from the user's install. */
final class RequiredFlume {
    static final String EVENT = "org.apache.flume.Event";
    static final String FILE_CHANNEL = "org.apache.flume.channel.file.FileChannel";

    private RequiredFlume() {}

    /**
     * Makes sure that a class of Flume is there, before another class that needs it is loaded.
     *
     * @throws UserError where it is not; the message says what to set
     */
    static void require(String className) {
        try {
            Class.forName(className, false, RequiredFlume.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            String home = System.getenv("FLUME_HOME");
            throw new UserError(
                    home == null || home.isEmpty()
                            ? "Flume's classes are not there. Set FLUME_HOME to the folder of your Flume install, the one with lib/ in it."
                            : "Flume's class '%s' is not in the jars of FLUME_HOME '%s'. Set FLUME_HOME to the folder of your Flume install, the one with lib/ in it."
                                    .formatted(className, home),
                    absent);
        }
    }
}
