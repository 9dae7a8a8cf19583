package dev.headgate.demo;

import dev.headgate.testbed.StoreAddresses;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.Setting;
import dev.headgate.topology.parse.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An example as it can run on this machine: the testbed's stores in place of those it names, keys and secrets in a folder of the
 * test, files in HDFS visible after seconds. Of a file with environments it is the last one.
 */
final class LocalExample {
    private LocalExample() {}

    /**
     * Reads it.
     *
     * @param brokers where its agents reach Kafka
     * @param etc what stands for {@code /etc/headgate}
     * @param folder gets the rewritten file
     */
    static Topology read(Path example, StoreAddresses stores, String brokers, Path etc, Path folder)
            throws IOException {
        String text = Files.readString(example)
                .replace("hdfs://nn:8020", stores.hdfs().toString())
                .replaceAll("\"k1[a-z.]*:909[0-9][^\"]*\"", "\"" + brokers + "\"")
                .replaceAll("\"zk1:2181[^\"]*\"", "\"" + stores.zookeeper() + "\"")
                .replace("/etc/headgate", etc.toString())
                .replace("web-[001-240]", "web-[001-006]");
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve(example.getFileName()), text);
        List<String> environments = Topologies.environments(Topologies.text(file));
        String last = environments.isEmpty() ? null : environments.get(environments.size() - 1);
        String name = example.getFileName().toString().replace(".yaml", "");
        return read(file, last, forATest(read(file, last, List.of()), name));
    }

    private static List<Setting> forATest(Topology topology, String example) {
        List<Setting> settings = new ArrayList<>();
        for (Store store : topology.stores()) {
            settings.add(ofItsOwn(store, example));
            if (store instanceof Store.Hdfs) {
                settings.add(new Setting("stores." + store.name().value() + ".freshness", "2s"));
            }
        }
        // Eight agents start at once on two cores.
        for (Tier tier : topology.tiers()) {
            settings.add(new Setting("tiers." + tier.name().value() + ".jvm-options", "-XX:TieredStopAtLevel=1"));
        }
        return settings;
    }

    /** Examples have names of topics and tables in common, and two of them that of the topology. */
    private static Setting ofItsOwn(Store store, String example) {
        String path = "stores." + store.name().value() + ".";
        if (store instanceof Store.Kafka kafka) {
            return new Setting(path + "topic", example + "." + kafka.topic().value());
        }
        if (store instanceof Store.HBase hbase) {
            return new Setting(path + "table", hbase.table().value() + "_" + example);
        }
        Store.Hdfs hdfs = (Store.Hdfs) store;
        return new Setting(path + "path", hdfs.path().value().replaceFirst("(//[^/]+)/", "$1/" + example + "/"));
    }

    private static Topology read(Path file, @Nullable String environment, List<Setting> settings) throws IOException {
        Outcome<Topology> read = Topologies.load(file, new Choices(settings, environment, Variables.none()));
        if (read.hasFailed()) {
            throw new IllegalStateException(
                    read.problems().stream().map(Problem::text).collect(Collectors.joining("\n")));
        }
        return read.get();
    }
}
