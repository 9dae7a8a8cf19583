package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SecuredSinkProcess.Result;
import dev.headgate.testbed.SecuredStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in at a real KDC, and delivers into an HDFS and an HBase that ask for Kerberos. */
class KerberosIT {
    @TempDir
    static Path shared = Path.of("");

    private static SecuredStores stores;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void start() {
        stores = SecuredStores.start(Path.of(System.getProperty("headgate.home")), shared, Duration.ofMinutes(3));
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    /** Connections are closed when they idle and tickets last for 20 seconds: without renewal it would be over then. */
    @Test
    void deliversIntoHdfsForLongerThanItsTicketLasts() throws Exception {
        Result result = hdfs(
                30,
                Map.of(
                        "hadoop.ipc.client.connection.maxidletime", "200",
                        "hadoop.hadoop.kerberos.min.seconds.before.relogin", "1"));

        assertThat(result.reason()).isEmpty();
        assertThat(result.delivered()).isGreaterThan(5);
    }

    @Test
    void writesInTheNameOfAnother() throws Exception {
        assertThat(hdfs(0, Map.of("proxy-user", "alice"))).isEqualTo(new Result(1, ""));
        assertThat(hdfs(
                                0,
                                Map.of(
                                        "proxy-user",
                                        "alice",
                                        "kerberos-principal",
                                        stores.principal("other"),
                                        "kerberos-keytab",
                                        stores.keytab("other").toString()))
                        .reason())
                .contains("other/localhost", "is not allowed to impersonate alice");
    }

    @Test
    void deliversIntoHBase() throws Exception {
        assertThat(hbase(Map.of())).isEqualTo(new Result(1, ""));
    }

    @Test
    void saysWhichKeytabLacksThePrincipal() throws Exception {
        Map<String, String> keys =
                Map.of("kerberos-keytab", stores.keytab("other").toString());

        for (Result result : new Result[] {hdfs(0, keys), hbase(keys)}) {
            assertThat(result.delivered()).isZero();
            assertThat(result.reason())
                    .contains("login as '" + stores.principal("flume") + "' with keytab '" + stores.keytab("other"))
                    .endsWith("Give a keytab that holds this principal's keys");
        }
    }

    @Test
    void saysThatThePrincipalIsMissing() throws Exception {
        Result result = hdfs(
                0,
                Map.of(
                        "kerberos-principal",
                        stores.principal("ghost"),
                        "kerberos-keytab",
                        stores.keytab("ghost").toString()));

        assertThat(result.delivered()).isZero();
        assertThat(result.reason()).endsWith("Create the principal, or correct key 'kerberos-principal'");
    }

    /** What this KDC answers then is its own: the advice is the general one. */
    @Test
    void saysWhatToLookAtWhereTheKeysHaveChanged() throws Exception {
        Result result = hdfs(0, Map.of("kerberos-keytab", stores.keytab("stale").toString()));

        assertThat(result.delivered()).isZero();
        assertThat(result.reason())
                .contains("login as '" + stores.principal("flume") + "' with keytab '" + stores.keytab("stale"))
                .contains("Check keys 'kerberos-principal' and 'kerberos-keytab'");
    }

    @Test
    void saysThatALoginIsAskedFor() throws Exception {
        Map<String, String> keys = new HashMap<>(hdfsKeys());
        keys.remove("kerberos-principal");
        keys.remove("kerberos-keytab");

        Result result =
                SecuredSinkProcess.run(stores.krb5Conf(), Files.createTempDirectory(folder, "run"), "hdfs", 0, keys);

        assertThat(result.reason())
                .endsWith("Give keys 'kerberos-principal' and 'kerberos-keytab', as it asks for Kerberos");
    }

    private Result hdfs(int seconds, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> keys = hdfsKeys();
        keys.putAll(more);
        return SecuredSinkProcess.run(
                stores.krb5Conf(), Files.createTempDirectory(folder, "run"), "hdfs", seconds, keys);
    }

    private Map<String, String> hdfsKeys() {
        Map<String, String> keys = login("hadoop.");
        keys.putAll(Map.of(
                "path", stores.hdfs() + "/logs/" + folder.getFileName(),
                "writer", "w",
                "roll-age", "1s",
                "hadoop.dfs.replication", "1"));
        return keys;
    }

    private Result hbase(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> keys = login("hbase.");
        keys.putAll(Map.of("zookeeper", stores.zookeeper(), "table", "clicks", "create-table", "true"));
        keys.putAll(more);
        return SecuredSinkProcess.run(stores.krb5Conf(), Files.createTempDirectory(folder, "run"), "hbase", 0, keys);
    }

    private static Map<String, String> login(String prefix) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "kerberos-principal",
                stores.principal("flume"),
                "kerberos-keytab",
                stores.keytab("flume").toString()));
        stores.clientSettings().forEach((key, value) -> keys.put(prefix + key, value));
        return keys;
    }
}
