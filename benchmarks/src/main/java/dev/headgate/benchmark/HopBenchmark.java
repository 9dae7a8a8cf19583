package dev.headgate.benchmark;

import java.util.List;
import picocli.CommandLine.Command;

/** A lane between journals beside stock Flume's Avro sink between file channels. */
@Command(
        name = "hop",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure a lane between two journals beside stock Flume's Avro sink between two file channels.",
            "",
            "Two processes on this machine: a channel full of events with a sink, and a source with a channel: a lane and a"
                    + " lane source, or Flume's Avro sink and Avro source. Both channels bring every commit to disk before it returns;"
                    + " events have 500 bytes. An event counts when the far channel has committed it. Medians of all rounds.",
            "",
            "Cases:",
            "  hop-100   100 events at a time, the Avro sink's default",
            "  hop-1000  1000 events at a time",
            "  hop-5000  5000 events at a time, the lane's default",
            "",
            "The limit is Flume's own RPC client, sending 1000 events at a time out of memory to an Avro source whose channel"
                    + " keeps nothing.",
            "",
            "Needs 6 GB of memory and 12 GB of disk; 15 minutes; with --quick 4 GB of disk and two minutes. Leave the machine"
                    + " alone meanwhile."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate bench hop --quick                  does it run",
            "  headgate bench hop --dir /data1 -o json     figures of a machine, as JSON lines"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything was measured.", "2:It could not run.", "130:Ended by Ctrl-C."})
final class HopBenchmark extends BenchmarkCommand {
    @Override
    List<? extends BenchmarkCase> cases(Extent extent, ChildJvm children, MeasuredStores stores) {
        return List.of(
                new HopCase("hop-100", 100, extent.forAHop(), children),
                new HopCase("hop-1000", 1000, extent.forAHop(), children),
                new HopCase("hop-5000", 5000, extent.forAHop(), children));
    }
}
