package dev.headgate.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the process in which the stores run. */
final class ServerCommand {
    private static final String MAIN = "dev.headgate.testbed.server.StoresProcess";
    private static final String LOG_SETTINGS = "dev/headgate/testbed/server/log4j.properties";

    /** What HBase reaches into on a JVM of 17. */
    private static final List<String> OPENED = List.of(
            "--add-modules=jdk.unsupported",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "-Dorg.apache.hbase.thirdparty.io.netty.tryReflectionSetAccessible=true");

    private ServerCommand() {}

    /** The stores, all of them. */
    static List<String> of(Path home, Path folder, Path log) {
        return of(home, folder, log, MAIN, List.of(folder.toString()));
    }

    static List<String> of(Path home, Path folder, Path log, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.addAll(OPENED);
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        command.add("-Dlog4j.configuration=" + LOG_SETTINGS);
        command.add("-Dheadgate.testbed.log=" + log);
        command.add("-cp");
        command.add(classPath(home));
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /** S3Proxy's libraries, and the class that runs it. */
    static String s3ClassPath(Path home) {
        return classPath(home, home.resolve("testbed/s3/target/server.classpath"));
    }

    private static String classPath(Path home) {
        return classPath(home, home.resolve("testbed/target/server.classpath"));
    }

    private static String classPath(Path home, Path dependencies) {
        Path classes = home.resolve("testbed/target/classes");
        try {
            if (Files.isDirectory(classes)) {
                return classes
                        + File.pathSeparator
                        + Files.readString(dependencies).strip();
            }
        } catch (IOException e) {
            throw notBuilt(home, e);
        }
        throw notBuilt(home, new NoSuchFileException(classes.toString()));
    }

    private static TestbedException notBuilt(Path home, IOException cause) {
        return new TestbedException(
                "cannot start the stores from '" + home + "': " + cause
                        + ". Build the project there first: mvn package -DskipTests",
                cause);
    }
}
