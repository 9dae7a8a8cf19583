package dev.headgate.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoresIT {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final Landed EVENT = new Landed("web-001", "7", "GET /\tüber");

    private static Stores stores;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stores = Stores.start(HOME, folder, Duration.ofMinutes(2));
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void readsTheVisibleFilesOfHdfs() throws IOException {
        Configuration configuration = new Configuration();
        configuration.setInt("dfs.replication", 1);
        try (FileSystem hdfs = FileSystem.newInstance(stores.addresses().hdfs(), configuration)) {
            write(hdfs, "/logs/web/dt=1/a.txt", "web-001\t7\tGET /\tüber\n");
            write(hdfs, "/logs/web/dt=1/_open.txt", "web-001\t8\thidden\n");
            write(hdfs, "/logs/.pending/b.txt", "web-001\t9\thidden\n");
        }

        assertThat(read(new HdfsReader(stores.addresses().hdfs(), "/logs"))).containsExactly(EVENT);
        assertThat(read(new HdfsReader(stores.addresses().hdfs(), "/nothing-here")))
                .isEmpty();
    }

    private static void write(FileSystem hdfs, String file, String text) throws IOException {
        try (FSDataOutputStream out = hdfs.create(new org.apache.hadoop.fs.Path(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void readsTheRowsOfHBase() throws IOException {
        String zookeeper = stores.addresses().zookeeper();
        HBaseTables.create(zookeeper, "clicks", "e");
        try (Connection connection = HBaseConnections.open(zookeeper);
                Table table = connection.getTable(TableName.valueOf("clicks"))) {
            Put put = new Put(Bytes.toBytes("row"));
            put.addColumn(Bytes.toBytes("e"), Bytes.toBytes("origin"), Bytes.toBytes(EVENT.origin()));
            put.addColumn(Bytes.toBytes("e"), Bytes.toBytes("sequence"), Bytes.toBytes(EVENT.sequence()));
            put.addColumn(Bytes.toBytes("e"), Bytes.toBytes("body"), Bytes.toBytes(EVENT.body()));
            table.put(put);
        }

        assertThat(read(new HBaseReader(zookeeper, "clicks", "e"))).containsExactly(EVENT);
    }

    @Test
    void readsTheCommittedRecordsOfKafka() throws IOException {
        String brokers = stores.addresses().brokers();
        KafkaTopics.create(brokers, "bus.web", 3);
        KafkaTopics.create(brokers, "other", 1);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "bus.web", EVENT);
            send(producer, "other", EVENT);
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "bus.web", new Landed("web-001", "8", "aborted"));
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(read(new KafkaReader(brokers, Pattern.compile("bus\\..*")))).containsExactly(EVENT);
        assertThat(read(new KafkaReader(brokers, Pattern.compile("nothing-here"))))
                .isEmpty();
    }

    private static void send(KafkaProducer<String, String> producer, String topic, Landed event) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, event.body());
        record.headers().add("origin", event.origin().getBytes(StandardCharsets.UTF_8));
        record.headers().add("sequence", event.sequence().getBytes(StandardCharsets.UTF_8));
        // The commit waits for it and tells of its failure.
        Future<RecordMetadata> unused = producer.send(record);
    }

    private static List<Landed> read(StoreReader reader) throws IOException {
        List<Landed> landed = new ArrayList<>();
        reader.read(landed::add);
        return landed;
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        List<InetAddress> listening = ListeningSockets.of(stores.pid());

        assertThat(listening).hasSizeGreaterThan(5).allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void endsWhenItsStandardInputEnds() {
        stores.endInput();

        await().atMost(Duration.ofSeconds(15)).until(() -> !stores.isAlive());
        assertThat(stores.log()).content().contains("The stores have ended");
    }
}
