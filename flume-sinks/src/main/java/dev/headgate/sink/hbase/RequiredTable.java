package dev.headgate.sink.hbase;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that a sink writes to. Immutable.
 *
 * @param families the column families that it must have
 * @param creation how it is made
 * @param splits the keys at which its regions begin when it is made, but for the first
 */
record RequiredTable(TableName name, Set<String> families, TableCreation creation, List<String> splits) {
    private static final Logger LOG = LoggerFactory.getLogger(RequiredTable.class);

    /**
     * Returns when the table is there with its families, which may mean that it was made.
     *
     * @throws IOException where it is not; the message says what to do
     */
    void require(AsyncAdmin admin) throws IOException, InterruptedException {
        if (!Answer.await(admin.tableExists(name))) {
            create(admin);
            return;
        }
        Set<String> missing = new TreeSet<>(families);
        missing.removeAll(present(admin));
        if (!missing.isEmpty()) {
            add(admin, missing);
        }
        if (!Answer.await(admin.isTableEnabled(name))) {
            throw new IOException("table '" + name + "' is disabled in HBase. Enable it");
        }
    }

    /** Its families; those that it must have where only an administrator may look: then a write tells what is missing. */
    private Set<String> present(AsyncAdmin admin) throws IOException, InterruptedException {
        try {
            Set<String> present = new TreeSet<>();
            for (ColumnFamilyDescriptor family :
                    Answer.await(admin.getDescriptor(name)).getColumnFamilies()) {
                present.add(family.getNameAsString());
            }
            return present;
        } catch (IOException failed) {
            if (!Answer.isCausedBy(failed, AccessDeniedException.class)) {
                throw failed;
            }
            return families;
        }
    }

    private void create(AsyncAdmin admin) throws IOException, InterruptedException {
        if (!creation.wanted()) {
            throw new IOException("table '" + name + "' does not exist in HBase. Create it with the column families "
                    + families + ", or set create-table");
        }
        TableDescriptorBuilder description = TableDescriptorBuilder.newBuilder(name);
        families.forEach(family -> description.setColumnFamily(describe(family)));
        TableDescriptor built = description.build();
        byte[][] keys = splits.stream().map(CounterBatch::utf8).toArray(byte[][]::new);
        try {
            Answer.await(keys.length == 0 ? admin.createTable(built) : admin.createTable(built, keys));
            LOG.info("Created table '{}' in HBase with the column families {}.", name, families);
        } catch (IOException failed) {
            if (!Answer.isCausedBy(failed, TableExistsException.class)) {
                throw failed;
            }
            LOG.info("Table '{}' was created in HBase by somebody else.", name);
        }
    }

    private void add(AsyncAdmin admin, Set<String> missing) throws IOException, InterruptedException {
        if (!creation.wanted()) {
            throw new IOException("table '" + name + "' has no column families " + missing
                    + " in HBase. Add them, or set create-table");
        }
        for (String family : missing) {
            Answer.await(admin.addColumnFamily(name, describe(family)));
            LOG.info("Added the column family '{}' to table '{}' in HBase.", family, name);
        }
    }

    private ColumnFamilyDescriptor describe(String family) {
        ColumnFamilyDescriptorBuilder description = ColumnFamilyDescriptorBuilder.newBuilder(CounterBatch.utf8(family));
        creation.attributes().getOrDefault(family, Map.of()).forEach(description::setValue);
        return description.build();
    }
}
