package dev.headgate.benchmark;

import java.util.List;
import picocli.CommandLine.Command;

/** The journal beside stock Flume's file channel. */
@Command(
        name = "channel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the journal beside stock Flume's file channel.",
            "",
            "Both run in turn on the same disk, with the same threads, each time in a new JVM and an empty folder; events"
                    + " have 500 bytes; both bring every commit to disk before it returns. An event counts when the"
                    + " transaction that took it (or put it, in puts-1000) has committed. Medians of all rounds.",
            "",
            "Cases, put and take at once unless it is said otherwise:",
            "  batch-1-alone  1 putting and 1 taking thread, 1 event per transaction",
            "  batch-1        8 and 8 threads, 1 event per transaction",
            "  batch-100      4 and 4 threads, 100 events per transaction",
            "  batch-1000     4 and 4 threads, 1000 events per transaction",
            "  puts-1000      4 putting threads alone, 1000 events per transaction",
            "  restart-5m     seconds to start with 5 million queued events after kill -9 (--quick: restart-500k)",
            "",
            "The limit is what the disk does when one thread appends to a file filled with zeros, each append followed by"
                    + " fdatasync: 4 KB, 52 KB or 600 kB at a time, for batches of 1, 100 and 1000; bytes per second in"
                    + " events of 500 bytes. The share is the journal's of it. A restart has no limit.",
            "",
            "Needs 4 GB of memory and 12 GB of disk; 20 minutes, most of it for restart-5m; with --quick 4 GB of disk and two"
                    + " minutes. Leave the machine alone meanwhile."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate bench channel --quick                       does it run",
            "  headgate bench channel --dir /data1 -o json          figures of a disk, as JSON lines",
            "  headgate bench channel --case batch-1 --case puts-1000 --rounds 9"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything was measured.", "2:It could not run.", "130:Ended by Ctrl-C."})
final class ChannelBenchmark extends BenchmarkCommand {
    @Override
    List<? extends BenchmarkCase> cases(Extent extent, ChildJvm children, MeasuredStores stores) {
        return List.of(
                new ThroughputCase("batch-1-alone", new Load(1, 1, 1), extent, children),
                new ThroughputCase("batch-1", new Load(8, 8, 1), extent, children),
                new ThroughputCase("batch-100", new Load(4, 4, 100), extent, children),
                new ThroughputCase("batch-1000", new Load(4, 4, 1000), extent, children),
                new ThroughputCase("puts-1000", new Load(4, 0, 1000), extent, children),
                new RestartCase(extent.queuedEvents(), children));
    }
}
