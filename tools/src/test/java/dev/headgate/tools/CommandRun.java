package dev.headgate.tools;

import dev.headgate.topology.cli.HeadgateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A command as a user would type it, with what it printed. */
record CommandRun(int status, String out, String err) {
    static CommandRun journal(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine headgate = HeadgateCommand.commandLine();
        headgate.setOut(new PrintWriter(out));
        headgate.setErr(new PrintWriter(err));
        String[] arguments = Stream.concat(
                        Stream.of("journal"), Stream.of(words).map(Object::toString))
                .toArray(String[]::new);
        return new CommandRun(headgate.execute(arguments), out.toString(), err.toString());
    }

    static CommandRun importing(Path checkpoint, Path data, Path journal) {
        return journal("import", "--file-channel", checkpoint, data, journal);
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
