package dev.headgate.sink.hbase;

import java.io.IOException;
import org.apache.hadoop.hbase.client.AsyncConnection;

/** Makes connections to HBase. */
@FunctionalInterface
interface Connector {
    /** A new connection, which the caller closes. */
    AsyncConnection connect() throws IOException, InterruptedException;

    /** Looks after what connections need beside themselves; called with each batch. */
    default void renew() throws IOException {}
}
