package dev.headgate.demo;

import dev.headgate.testbed.HBaseReader;
import dev.headgate.testbed.HBaseTables;
import dev.headgate.testbed.HdfsReader;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import dev.headgate.testbed.StoreAddresses;
import dev.headgate.testbed.StoreReader;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.cli.UserError;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.parse.Choices;
import dev.headgate.topology.parse.Setting;
import dev.headgate.topology.parse.Variables;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A topology on this machine: the user's, with the testbed's stores in place of the real ones. */
final class DemoTopology {
    private static final int KAFKA_PARTITIONS = 4;
    private static final Pattern TEMPLATE = Pattern.compile("%\\{[^}]*}|%.");

    private static final Pattern CHANNEL_TOPIC = Pattern.compile("\\.channels\\.\\S+\\.kafka\\.topic = (.+)");

    private final Topology topology;
    private final StoreAddresses addresses;

    private DemoTopology(Topology topology, StoreAddresses addresses) {
        this.topology = topology;
        this.addresses = addresses;
    }

    /**
     * Reads a topology file.
     *
     * @throws UserError where it has errors
     */
    static Topology read(DemoSettings demo, List<Setting> settings) {
        Choices choices = new Choices(settings, demo.environment().orElse(null), Variables.of(System.getenv()));
        try {
            return require(Topologies.load(demo.topology(), choices));
        } catch (IOException unreadable) {
            throw new UserError("Reading topology '" + demo.topology() + "' failed: " + unreadable + ".", unreadable);
        }
    }

    /** The topology with its stores at these addresses, and files in HDFS visible after seconds. */
    static DemoTopology at(DemoSettings demo, StoreAddresses addresses) {
        List<Setting> settings = new ArrayList<>();
        Topology read = read(demo, List.of());
        for (Store store : read.stores()) {
            String path = "stores." + store.name().value() + ".";
            if (store instanceof Store.Hdfs hdfs) {
                settings.add(new Setting(path + "path", addresses.hdfs() + pathOf(hdfs)));
                settings.add(new Setting(path + "freshness", "5s"));
            } else if (store instanceof Store.HBase) {
                settings.add(new Setting(path + "zookeeper", addresses.zookeeper()));
            } else if (store instanceof Store.Kafka) {
                settings.add(new Setting(path + "brokers", addresses.brokers()));
            }
        }
        for (Tier tier : read.tiers()) {
            if (tier.channelBrokers() != null) {
                settings.add(new Setting("tiers." + tier.name().value() + ".channel-brokers", addresses.brokers()));
            }
        }
        return of(read(demo, settings), addresses);
    }

    /** A topology whose stores are those at the addresses already. */
    static DemoTopology of(Topology topology, StoreAddresses addresses) {
        return new DemoTopology(topology, addresses);
    }

    /** The path behind the authority of a URI that may hold a template. */
    private static String pathOf(Store.Hdfs store) {
        return store.path().value().replaceFirst("^[a-z0-9]+://[^/]*", "");
    }

    Deployment compile(Path folder, int firstPort) {
        return require(Topologies.compile(topology, Site.local(folder, OptionalInt.of(firstPort))));
    }

    private static <T> T require(Outcome<T> outcome) {
        if (outcome.hasFailed()) {
            throw new UserError(outcome.problems().stream()
                    .map(Problem::text)
                    .collect(Collectors.joining("\n", "The topology has errors:\n", "")));
        }
        return outcome.get();
    }

    /** Makes the tables and topics that the stores need. */
    void prepareStores() throws IOException {
        for (Store store : topology.storesInUse()) {
            if (store instanceof Store.HBase hbase) {
                HBaseTables.create(addresses.zookeeper(), hbase.table().value(), "e");
            } else if (store instanceof Store.Kafka kafka) {
                for (String topic : topicsOf(kafka)) {
                    KafkaTopics.create(addresses.brokers(), topic, KAFKA_PARTITIONS);
                }
            }
        }
    }

    /** Makes the topics that agents buffer in. */
    void prepareChannels(Deployment deployment) throws IOException {
        Set<String> topics = new TreeSet<>();
        deployment
                .files()
                .values()
                .forEach(text -> CHANNEL_TOPIC.matcher(text).results().forEach(found -> topics.add(found.group(1))));
        for (String topic : topics) {
            KafkaTopics.create(addresses.brokers(), topic, KAFKA_PARTITIONS);
        }
    }

    private List<String> topicsOf(Store.Kafka store) {
        return streamsInto(store).stream()
                .map(stream -> store.topic().value().replace("%{stream}", stream))
                .distinct()
                .toList();
    }

    /** The streams that land in the store. */
    List<String> streamsInto(Store store) {
        return topology.streams().stream()
                .filter(stream -> topology.storesOf(stream).contains(store))
                .map(EventStream::name)
                .map(name -> name.value())
                .toList();
    }

    List<Store> stores() {
        return topology.storesInUse();
    }

    /** The name of the outermost tier. */
    String outermost() {
        return topology.tiers().get(0).name().value();
    }

    /** The name of the innermost tier. */
    String innermost() {
        return topology.tiers().get(topology.tiers().size() - 1).name().value();
    }

    /** Reads back what is in a store. */
    StoreReader reader(Store store) {
        if (store instanceof Store.Hdfs hdfs) {
            return new HdfsReader(
                    addresses.hdfs(), fixedFolder(URI.create(addresses.hdfs().toString()), hdfs));
        }
        if (store instanceof Store.HBase hbase) {
            return new HBaseReader(addresses.zookeeper(), hbase.table().value(), "e");
        }
        Store.Kafka kafka = (Store.Kafka) store;
        String topics = topicsOf(kafka).stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return new KafkaReader(addresses.brokers(), Pattern.compile(topics));
    }

    /** The part of a path in front of the first folder with a template. */
    private static String fixedFolder(URI hdfs, Store.Hdfs store) {
        String path = pathOf(store).replace(hdfs.toString(), "");
        var template = TEMPLATE.matcher(path);
        if (!template.find()) {
            return path;
        }
        String fixed = path.substring(0, path.lastIndexOf('/', template.start()));
        return fixed.isEmpty() ? "/" : fixed;
    }
}
