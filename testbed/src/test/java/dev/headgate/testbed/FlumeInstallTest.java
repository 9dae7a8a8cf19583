package dev.headgate.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlumeInstallTest {
    private final Path folder;
    private final FlumeInstall install;
    private final Path conf;

    FlumeInstallTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Path flumeLib = Files.createDirectories(folder.resolve("stock"));
        Files.writeString(flumeLib.resolve("flume-ng-core.jar"), "flume");
        Path ours = Files.writeString(folder.resolve("flume-sinks.jar"), "sinks");
        Path client = Files.writeString(folder.resolve("hadoop-client.jar"), "client");
        this.install = FlumeInstall.assemble(folder.resolve("flume"), flumeLib, List.of(ours), List.of(client));
        this.conf = Files.createDirectories(folder.resolve("conf"));
    }

    @Test
    void placesEachJarWhereAnOpsTeamWould() {
        assertThat(install.folder().resolve("lib/flume-ng-core.jar")).hasContent("flume");
        assertThat(install.folder().resolve("lib/flume-sinks.jar")).hasContent("sinks");
        assertThat(install.folder().resolve("plugins.d/headgate/libext/hadoop-client.jar"))
                .hasContent("client");
    }

    @Test
    void replacesTheJarsOfAnEarlierInstall() throws IOException {
        Path newer = Files.writeString(
                Files.createDirectories(folder.resolve("newer")).resolve("flume-sinks.jar"), "newer sinks");

        FlumeInstall.assemble(install.folder(), folder.resolve("stock"), List.of(newer), List.of());

        assertThat(install.folder().resolve("lib/flume-sinks.jar")).hasContent("newer sinks");
        assertThat(folder.resolve("flume-sinks.jar")).hasContent("sinks");
    }

    @Test
    void saysWhichFolderIsMissing() {
        assertThatExceptionOfType(TestbedException.class)
                .isThrownBy(() -> FlumeInstall.assemble(
                        folder.resolve("other"), folder.resolve("nothing-here"), List.of(), List.of()))
                .withMessageContaining(folder.resolve("nothing-here").toString())
                .withMessageContaining("mvn package -DskipTests");
    }

    @Test
    void startsTheJvmAsFlumeDoes() throws Exception {
        assertThat(launch("agent", "--conf", conf.toString(), "--conf-file", "a b.conf", "--name", "edge-1"))
                .containsExactly(
                        "-Xmx20m",
                        "-cp",
                        conf + ":" + install.folder() + "/lib/*:" + install.folder() + "/plugins.d/headgate/libext/*",
                        "org.apache.flume.node.Application",
                        "--conf-file",
                        "a b.conf",
                        "--name",
                        "edge-1");
    }

    @Test
    void takesJvmOptionsAndClassPathFromTheEnvironmentFile() throws Exception {
        Files.writeString(conf.resolve("flume-env.sh"), """
                export JAVA_OPTS="-Xmx200m -Da=*"
                FLUME_CLASSPATH=/extra
                """);
        Files.createDirectories(install.folder().resolve("plugins.d/other/lib"));

        assertThat(launch("agent", "--name", "edge-1", "--conf", conf.toString()))
                .startsWith("-Xmx200m", "-Da=*", "-cp")
                .contains(conf + ":" + install.folder() + "/lib/*:/extra:" + install.folder()
                        + "/plugins.d/other/lib/*:" + install.folder() + "/plugins.d/headgate/libext/*")
                .endsWith("--name", "edge-1");
    }

    @Test
    void refusesAnythingButAnAgentWithAFolder() throws Exception {
        assertThat(launch("avro-client"))
                .containsExactly("flume-ng: the command 'avro-client' is unknown; only 'agent' is there");
        assertThat(launch("agent", "--conf", "/nothing-here"))
                .containsExactly("flume-ng: there is no folder --conf '/nothing-here'");
    }

    /** Runs the launcher with a java that prints its arguments. */
    private List<String> launch(String... arguments) throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(install.launcher().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process process = builder.start();
        List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return printed;
    }
}
