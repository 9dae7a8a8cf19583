package dev.headgate.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a process that has started another, and looks for that one. */
class ParentPipeTest {
    @ParameterizedTest
    @ValueSource(strings = {"watching", "guarded"})
    void endsAProcessWhoseParentIsKilled(String how) throws Exception {
        Process parent = java(Parent.class, how).start();
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(parent.inputReader().readLine()))
                .orElseThrow();
        assertThat(isRunning(child)).isTrue();

        parent.destroyForcibly();

        await().atMost(Duration.ofMinutes(1)).until(() -> !isRunning(child));
    }

    /** One that is dead and that nobody has waited for has no command any more. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts a child, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Process child = arguments[0].equals("watching")
                    ? java(Watching.class).start()
                    : new ProcessBuilder("sleep", "600").start();
            if (arguments[0].equals("watching")) {
                child.inputReader().readLine();
            } else {
                Processes.killWithThisOne(child);
            }
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }

    /** A child that would never end. */
    static final class Watching {
        private Watching() {}

        public static void main(String[] arguments) throws Exception {
            ParentPipe.watch();
            System.out.println("up");
            new CountDownLatch(1).await();
        }
    }
}
