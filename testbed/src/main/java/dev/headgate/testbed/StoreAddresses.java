package dev.headgate.testbed;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the stores take requests.
 *
 * @param hdfs the HDFS, as {@code hdfs://host:port}
 * @param zookeeper the ZooKeeper of HBase, as {@code host:port}
 * @param brokers the Kafka brokers, as {@code host:port}
 */
public record StoreAddresses(URI hdfs, String zookeeper, String brokers) {
    /** One line of JSON that {@link #parse} reads. */
    public String toJson() {
        return new Gson().toJson(Map.of("hdfs", hdfs.toString(), "zookeeper", zookeeper, "brokers", brokers));
    }

    /** Reads what {@link #toJson} writes. Any other text is an {@link IllegalArgumentException}. */
    public static StoreAddresses parse(String json) {
        try {
            Json read = new Gson().fromJson(json, Json.class);
            if (read != null && read.hdfs != null && read.zookeeper != null && read.brokers != null) {
                return new StoreAddresses(URI.create(read.hdfs), read.zookeeper, read.brokers);
            }
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("no addresses of stores: " + json, e);
        }
        throw new IllegalArgumentException("no addresses of stores: " + json);
    }

    private static final class Json {
        private @Nullable String hdfs;
        private @Nullable String zookeeper;
        private @Nullable String brokers;
    }
}
