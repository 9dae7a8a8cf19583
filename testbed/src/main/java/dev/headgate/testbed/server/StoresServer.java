package dev.headgate.testbed.server;

import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;

/** HDFS, HBase on it and Kafka, all running. One thread starts and closes it. */
final class StoresServer implements AutoCloseable {
    private final HdfsServer hdfs;
    private final MiniZooKeeperCluster zooKeeper;
    private final HBaseServer hbase;
    private final KafkaServer kafka;

    private StoresServer(HdfsServer hdfs, MiniZooKeeperCluster zooKeeper, HBaseServer hbase, KafkaServer kafka) {
        this.hdfs = hdfs;
        this.zooKeeper = zooKeeper;
        this.hbase = hbase;
        this.kafka = kafka;
    }

    /** Starts all servers, Kafka beside the others; what already runs when one fails ends with the process. */
    static StoresServer start(Path folder) throws IOException, InterruptedException {
        Path hdfsFolder = Files.createDirectories(folder.resolve("hdfs"));
        Path zooKeeperFolder = Files.createDirectories(folder.resolve("zookeeper"));
        Path hbaseFolder = Files.createDirectories(folder.resolve("hbase"));
        Path kafkaFolder = Files.createDirectories(folder.resolve("kafka"));
        CompletableFuture<KafkaServer> kafka = CompletableFuture.supplyAsync(() -> startKafka(kafkaFolder));
        MiniZooKeeperCluster zooKeeper = HBaseServer.startZooKeeper(zooKeeperFolder);
        HdfsServer hdfs = HdfsServer.start(hdfsFolder);
        HBaseServer hbase = HBaseServer.start(hbaseFolder, hdfs.uri(), zooKeeper.getClientPort());
        return new StoresServer(hdfs, zooKeeper, hbase, kafka.join());
    }

    private static KafkaServer startKafka(Path folder) {
        try {
            return KafkaServer.start(folder);
        } catch (Exception e) {
            throw new CompletionException("Kafka did not start", e);
        }
    }

    HBaseServer hbase() {
        return hbase;
    }

    StoreAddresses addresses() {
        return new StoreAddresses(hdfs.uri(), "127.0.0.1:" + zooKeeper.getClientPort(), kafka.brokers());
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        hbase.close();
        hdfs.close();
        zooKeeper.shutdown();
    }
}
