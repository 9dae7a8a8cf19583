/** The HBase sink: rows and cells whose keys come from the event. */
@NullMarked
package dev.headgate.sink.hbase;

import org.jspecify.annotations.NullMarked;
