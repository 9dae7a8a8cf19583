package dev.headgate.topology.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Runs a command line on standard output and standard error: in UTF-8 whatever the locale, and with a failure where the
 * answer could not be written, which a disk that is full would else cut short in silence. Used by one thread, once.
 */
final class StandardStreams {
    private final Answer answer;
    private final OutputStream messages;

    StandardStreams(OutputStream out, OutputStream err) {
        this.answer = new Answer(out);
        this.messages = err;
    }

    /** Runs it and says its exit status. */
    int execute(CommandLine commandLine, String... arguments) {
        PrintWriter out = writer(answer);
        PrintWriter err = writer(messages);
        int status = commandLine.setOut(out).setErr(err).execute(arguments);
        out.flush();
        IOException failure = answer.failure;
        // Whoever reads only the beginning closes a pipe early, and has what was wanted.
        if (failure == null
                || String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
            return status;
        }
        err.println("headgate: Cannot write to standard output: " + failure.getMessage()
                + ". What was printed is not whole. Check where it goes to.");
        err.flush();
        return status == ExitStatus.FINE ? ExitStatus.COULD_NOT_RUN : status;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), true);
    }

    /** Remembers why it could not be written, which a writer that prints keeps to itself. */
    private static final class Answer extends OutputStream {
        private final OutputStream stream;
        private @Nullable IOException failure;

        Answer(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                stream.write(bytes, from, length);
            } catch (IOException failed) {
                failure = failure == null ? failed : failure;
                throw failed;
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
