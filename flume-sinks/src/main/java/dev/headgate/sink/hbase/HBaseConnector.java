package dev.headgate.sink.hbase;

import dev.headgate.sink.HadoopDefaults;
import dev.headgate.sink.hbase.HBaseSettings.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.security.UserGroupInformation;

/** Connects to HBase. Each call of the client is bounded in time, as the sink tries again by itself. Immutable. */
record HBaseConnector(Store store) implements Connector {
    /** HBase's own patience is twenty minutes for one call. */
    private static final Map<String, String> CLIENT_DEFAULTS = Map.of(
            "hbase.client.retries.number", "10",
            "hbase.client.pause", "200",
            "hbase.client.operation.timeout", "30000",
            "hbase.client.meta.operation.timeout", "30000",
            "hbase.rpc.timeout", "10000",
            "zookeeper.recovery.retry", "2");

    @Override
    public AsyncConnection connect() throws IOException, InterruptedException {
        Optional<UserGroupInformation> user = store.login().user();
        Configuration configuration = configuration();
        CompletableFuture<AsyncConnection> connecting = user.isEmpty()
                ? ConnectionFactory.createAsyncConnection(configuration)
                : ConnectionFactory.createAsyncConnection(configuration, User.create(user.get()));
        boolean connected = false;
        try {
            AsyncConnection connection = Answer.await(connecting);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                CompletableFuture<Void> unused = connecting.thenAccept(HBaseConnector::closeLate);
            }
        }
    }

    @Override
    public void renew() throws IOException {
        store.login().renew();
    }

    /** Nobody waits any more for this connection. */
    private static void closeLate(AsyncConnection late) {
        try {
            late.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Configuration configuration() {
        Configuration configuration = HBaseConfiguration.create();
        HadoopDefaults.apply(configuration, CLIENT_DEFAULTS);
        if (store.login().byKerberos()) {
            configuration.set("hadoop.security.authentication", "kerberos");
            configuration.set("hbase.security.authentication", "kerberos");
        }
        configuration.set("hbase.zookeeper.quorum", String.join(",", store.zookeeper()));
        store.hbase().forEach(configuration::set);
        return configuration;
    }
}
