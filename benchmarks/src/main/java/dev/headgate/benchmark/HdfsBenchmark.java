package dev.headgate.benchmark;

import java.util.List;
import picocli.CommandLine.Command;

/** The HDFS sink on a journal beside stock Flume's on a file channel. */
@Command(
        name = "hdfs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the HDFS sink on a journal beside stock Flume's HDFS sink on a file channel.",
            "",
            "Each measurement has an HDFS of its own on this machine, with one DataNode, in a process of its own. The events, of"
                    + " 500 bytes, are queued before the sink starts; the time runs from its start until all are published and it"
                    + " has stopped. Stock's sink takes 1000 events at a time and rolls its files at 128 MB alone. Medians of all"
                    + " rounds.",
            "",
            "Cases:",
            "  text            lines of text into one folder",
            "  sequence-file   sequence files into one folder",
            "  snappy          lines of text, compressed by snappy",
            "  partitions-200  lines of text into 200 folders, half of them into one",
            "  namenode-ops    requests that the NameNode answers per million events, as text",
            "",
            "The limit is one plain output stream of Hadoop's, without a flush; of partitions-200, this sink with one folder.",
            "",
            "Needs 6 GB of memory and 12 GB of disk; 15 minutes; with --quick 4 GB of disk and two minutes. Leave the machine"
                    + " alone meanwhile."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate bench hdfs --quick                      does it run",
            "  headgate bench hdfs --case text --dir /data1     figures of a machine"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything was measured.", "2:It could not run.", "130:Ended by Ctrl-C."})
final class HdfsBenchmark extends BenchmarkCommand {
    @Override
    List<? extends BenchmarkCase> cases(Extent extent, ChildJvm children, MeasuredStores stores) {
        return List.of(
                new HdfsCase("text", HdfsFiles.TEXT, Unit.EVENTS_PER_SECOND, extent, children),
                new HdfsCase("sequence-file", HdfsFiles.SEQUENCE_FILE, Unit.EVENTS_PER_SECOND, extent, children),
                new HdfsCase("snappy", HdfsFiles.SNAPPY, Unit.EVENTS_PER_SECOND, extent, children),
                new HdfsCase("partitions-200", HdfsFiles.PARTITIONS, Unit.EVENTS_PER_SECOND, extent, children),
                new HdfsCase("namenode-ops", HdfsFiles.TEXT, Unit.REQUESTS, extent, children));
    }
}
