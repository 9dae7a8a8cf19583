package dev.headgate.benchmark;

import java.util.List;
import picocli.CommandLine.Command;

/** The HBase sink behind the journal, beside stock Flume's behind the file channel. */
@Command(
        name = "hbase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the journal with the HBase sink beside stock Flume's file channel with its HBase2 sink.",
            "",
            "Both drain a channel that was filled before, in turn, each time in a new JVM, into a new table of four regions of"
                    + " the same HBase: one region server on HDFS, in one process of this machine. Events have 500 bytes. An"
                    + " event counts when it is taken off its channel for good. Medians of all rounds.",
            "",
            "Cases:",
            "  puts      one row with one cell per event",
            "  counters  one row per event, and one counter that every event adds to",
            "",
            "The limit of puts is HBase's own BufferedMutator in a loop that makes the same rows, with no channel before it."
                    + " Counters have none: the client has nothing that counts each event once.",
            "",
            "Needs 5 GB of memory and 4 GB of disk, and ten minutes; with --quick two. Leave the machine alone meanwhile."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate bench hbase --quick                 does it run",
            "  headgate bench hbase --dir /data1 -o json    figures, as JSON lines",
            "  headgate bench hbase --case counters --rounds 3"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything was measured.", "2:It could not run.", "130:Ended by Ctrl-C."})
final class HBaseBenchmark extends BenchmarkCommand {
    @Override
    List<? extends BenchmarkCase> cases(Extent extent, ChildJvm children, MeasuredStores stores) {
        return List.of(
                new HBaseCase("puts", false, extent, children, stores),
                new HBaseCase("counters", true, extent, children, stores));
    }
}
