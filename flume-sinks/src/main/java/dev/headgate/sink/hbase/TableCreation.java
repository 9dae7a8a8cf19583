package dev.headgate.sink.hbase;

import java.util.List;
import java.util.Map;

/**
 * How a table that is missing is made. Immutable.
 *
 * @param wanted whether it is made at all
 * @param attributes per column family what it is given, named as in the HBase shell
 * @param splits the keys at which the regions of the events' table begin, but for the first
 */
record TableCreation(boolean wanted, Map<String, Map<String, String>> attributes, List<String> splits) {
    TableCreation {
        attributes = Map.copyOf(attributes);
        splits = List.copyOf(splits);
    }
}
