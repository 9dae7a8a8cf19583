package dev.headgate.benchmark;

import java.util.List;
import picocli.CommandLine.Command;

/** The Kafka sink behind a journal beside stock Flume's behind a file channel. */
@Command(
        name = "kafka",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the Kafka sink behind a journal beside stock Flume's behind a file channel.",
            "",
            "One broker on this machine, the same for all; a channel full of events of 500 bytes, and a sink that empties it into"
                    + " a topic of two partitions. Ours commits them by Kafka transactions, each event once; stock Flume's has"
                    + " acks=all. Both channels bring every commit to disk before it returns. An event counts when its"
                    + " channel has let it go. Medians of all rounds.",
            "",
            "Cases:",
            "  kafka-100   stock Flume takes 100 events at a time, its default",
            "  kafka-1000  stock Flume takes 1000 events at a time",
            "",
            "The limit is a plain producer with acks=all, of the same client and batch size as ours, which sends out of memory.",
            "",
            "Needs 6 GB of memory and 12 GB of disk; 10 minutes; with --quick 4 GB of disk and two minutes. Leave the machine"
                    + " alone meanwhile."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate bench kafka --quick                  does it run",
            "  headgate bench kafka --dir /data1 -o json     figures of a machine, as JSON lines"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:Everything was measured.", "2:It could not run.", "130:Ended by Ctrl-C."})
final class KafkaBenchmark extends BenchmarkCommand {
    @Override
    List<? extends BenchmarkCase> cases(Extent extent, ChildJvm children, MeasuredStores stores) {
        return List.of(
                new KafkaCase("kafka-100", 100, extent.forAHop(), children, stores),
                new KafkaCase("kafka-1000", 1000, extent.forAHop(), children, stores));
    }
}
