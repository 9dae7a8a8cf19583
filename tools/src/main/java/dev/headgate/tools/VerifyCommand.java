package dev.headgate.tools;

import dev.headgate.channel.journal.JournalFiles;
import dev.headgate.channel.journal.JournalFiles.Damage;
import dev.headgate.topology.cli.ExitStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks every checksum of a journal. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Check every checksum of the segments that hold queued events.",
            "",
            "A torn end, as a kill -9 or a power cut leaves it, is no damage: nothing in it was acknowledged."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:The journal is whole.", "1:It is damaged.", "2:It could not be read, or an agent has it."})
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JournalInput input = new JournalInput();

    @Override
    public Integer call() {
        List<Damage> damages = input.read(JournalFiles::verify);
        PrintWriter out = CommandOutput.of(spec).out();
        damages.forEach(damage -> out.println(line(damage)));
        out.println(damages.isEmpty() ? "The journal is whole." : "The journal is damaged in " + places(damages) + ".");
        out.flush();
        return damages.isEmpty() ? ExitStatus.FINE : ExitStatus.NO;
    }

    private static String places(List<Damage> damages) {
        return damages.size() == 1 ? "one place" : damages.size() + " places";
    }

    static String line(Damage damage) {
        String where = damage.length() == 0
                ? damage.file().toString()
                : "%s: offset %d, %d bytes".formatted(damage.file(), damage.offset(), damage.length());
        String lost = damage.lastLost() < damage.firstLost()
                ? "no queued event is lost"
                : "queued events of positions %d to %d are lost".formatted(damage.firstLost(), damage.lastLost());
        return "%s: %s; %s".formatted(where, damage.what(), lost);
    }
}
