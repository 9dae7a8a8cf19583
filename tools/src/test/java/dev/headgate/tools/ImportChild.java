package dev.headgate.tools;

import dev.headgate.topology.cli.HeadgateCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The command line in a process that ends with the test that started it: its standard input is a pipe from there. */
final class ImportChild {
    private ImportChild() {}

    public static void main(String[] arguments) {
        Thread watch = new Thread(ImportChild::awaitEndOfParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        HeadgateCommand.main(arguments);
    }

    private static void awaitEndOfParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
