package dev.headgate.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One Flume agent in a process of its own, started from the files of its folder alone.
 *
 * <p>Safe for use by several threads. An agent ends with this process, however this one ends.
 */
public final class Agent implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;

    private Agent(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts the agent and returns at once; Flume reports no readiness.
     *
     * @param confFolder holds {@code flume.conf} and what the agent needs beside it: {@code flume-env.sh},
     *     {@code log4j2.xml}
     * @param consoleLog what the agent prints is appended here
     * @throws TestbedException when the process cannot be started
     */
    public static Agent start(FlumeInstall install, String name, Path confFolder, Path consoleLog) {
        Path folder = confFolder.toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        install.launcher().toString(),
                        "agent",
                        "--conf",
                        folder.toString(),
                        "--conf-file",
                        folder.resolve("flume.conf").toString(),
                        "--name",
                        name)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(consoleLog.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(consoleLog.toAbsolutePath().getParent());
            Process process = builder.start();
            Processes.killWithThisOne(process);
            return new Agent(name, process);
        } catch (IOException e) {
            throw new TestbedException(
                    "cannot start agent '" + name + "' from '" + folder + "': " + e.getMessage()
                            + ". Check that the folder is there and the disk is not full.",
                    e);
        }
    }

    public String name() {
        return name;
    }

    /** The process of the agent's JVM. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended, with its exit status: 137 after {@link #kill}. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Kills the agent as {@code kill -9} does, and returns at once. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Asks the agent to end, with SIGTERM, and returns at once. */
    void terminate() {
        process.destroy();
    }

    /**
     * Ends the agent as systemd does: SIGTERM, and SIGKILL when it is still there after the patience.
     *
     * @return whether it ended without SIGKILL
     */
    public boolean stop(Duration patience) {
        terminate();
        return Processes.endWithin(process, patience);
    }

    /** Stops the agent; it has a few seconds. */
    @Override
    public void close() {
        stop(LONGEST_CLOSE);
    }
}
