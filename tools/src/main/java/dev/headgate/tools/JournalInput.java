package dev.headgate.tools;

import dev.headgate.channel.journal.JournalFiles;
import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The stopped journal that a command looks at. */
final class JournalInput {
    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "The folders of the journal: all of them where it has several. Its agent must be stopped.")
    private List<Path> directories = List.of();

    /** What a command does with the journal. */
    @FunctionalInterface
    interface Use<T> {
        T of(JournalFiles journal) throws IOException;
    }

    /**
     * Opens the journal for as long as it is used.
     *
     * @throws UserError where it cannot be read, or is in use
     */
    <T> T read(Use<T> use) {
        RequiredFlume.require(RequiredFlume.EVENT);
        try (JournalFiles journal = JournalFiles.open(directories)) {
            return use.of(journal);
        } catch (IOException failed) {
            throw new UserError(Reasons.of(failed), failed);
        }
    }
}
