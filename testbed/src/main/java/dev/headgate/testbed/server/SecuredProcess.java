package dev.headgate.testbed.server;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of a process that runs a KDC, and an HDFS and an HBase that ask for Kerberos, until its standard input
 * ends.
 *
 * <p>Started with a folder for all files, in which it makes {@code flume.keytab} and {@code other.keytab};
 * {@code ghost.keytab} of a principal that the KDC does not know; and {@code stale.keytab} with a wrong key of flume's. When all take
 * requests it prints the address of HDFS, that of HBase's ZooKeeper, the realm and the place of {@code krb5.conf}, each in a
 * line.
 */
public final class SecuredProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SecuredProcess.class);

    /** Short, so that a test can see a login renewed. */
    private static final String TICKET_SECONDS = "20";

    private SecuredProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try {
            start(Path.of(arguments[0]), answers);
        } catch (Exception failed) {
            LOG.error("The secured stores did not start", failed);
            Runtime.getRuntime().halt(1);
        }
        while (System.in.read() >= 0) {
            LOG.debug("Nothing is told to these stores.");
        }
        Runtime.getRuntime().halt(0);
    }

    private static void start(Path folder, PrintStream answers) throws Exception {
        Properties settings = MiniKdc.createConf();
        settings.setProperty(MiniKdc.MAX_TICKET_LIFETIME, TICKET_SECONDS);
        MiniKdc kdc = new MiniKdc(
                settings, Files.createDirectories(folder.resolve("kdc")).toFile());
        kdc.start();
        File keytab = folder.resolve("stores.keytab").toFile();
        kdc.createPrincipal(keytab, "stores/localhost", "HTTP/localhost");
        kdc.createPrincipal(folder.resolve("flume.keytab").toFile(), "flume/localhost");
        kdc.createPrincipal(folder.resolve("other.keytab").toFile(), "other/localhost");
        writeKeytab(folder.resolve("ghost.keytab"), "ghost/localhost@" + kdc.getRealm());
        writeKeytab(folder.resolve("stale.keytab"), "flume/localhost@" + kdc.getRealm());

        Map<String, String> kerberos = kerberos(keytab.getPath(), kdc.getRealm());
        Configuration configuration = new Configuration();
        kerberos.forEach(configuration::set);
        UserGroupInformation.setConfiguration(configuration);
        UserGroupInformation.loginUserFromKeytab("stores/localhost@" + kdc.getRealm(), keytab.getPath());
        HdfsServer hdfs = HdfsServer.start(Files.createDirectories(folder.resolve("hdfs")), 1, kerberos);
        MiniZooKeeperCluster zooKeeper =
                HBaseServer.startZooKeeper(Files.createDirectories(folder.resolve("zookeeper")));
        HBaseServer hbase = HBaseServer.start(
                Files.createDirectories(folder.resolve("hbase")), hdfs.uri(), zooKeeper.getClientPort(), kerberos);
        LOG.info("Ready: {}", hbase);
        answers.println(hdfs.uri());
        answers.println("127.0.0.1:" + zooKeeper.getClientPort());
        answers.println(kdc.getRealm());
        answers.println(kdc.getKrb5conf().getPath());
        answers.flush();
    }

    /** A keytab with a key that the KDC does not have. */
    private static void writeKeytab(Path file, String principal) throws Exception {
        EncryptionKey key = EncryptionHandler.string2Key(principal, "wrong", EncryptionType.AES128_CTS_HMAC_SHA1_96);
        Keytab keytab = new Keytab();
        keytab.addKeytabEntries(List.of(new KeytabEntry(new PrincipalName(principal), KerberosTime.now(), 1, key)));
        keytab.store(file.toFile());
    }

    private static Map<String, String> kerberos(String keytab, String realm) {
        String principal = "stores/localhost@" + realm;
        Map<String, String> settings = new HashMap<>();
        settings.put("hadoop.security.authentication", "kerberos");
        settings.put("hbase.security.authentication", "kerberos");
        settings.put("dfs.block.access.token.enable", "true");
        settings.put("ignore.secure.ports.for.testing", "true");
        settings.put("dfs.web.authentication.kerberos.principal", "HTTP/localhost@" + realm);
        settings.put("dfs.web.authentication.kerberos.keytab", keytab);
        for (String server : new String[] {"dfs.namenode", "dfs.datanode", "hbase.master", "hbase.regionserver"}) {
            settings.put(server + ".kerberos.principal", principal);
            settings.put(server + ".keytab.file", keytab);
        }
        settings.put("hadoop.kerberos.min.seconds.before.relogin", "1");
        settings.put("hadoop.proxyuser.flume.hosts", "*");
        settings.put("hadoop.proxyuser.flume.groups", "*");
        return settings;
    }
}
