/** The HDFS sink: whole files only. */
@NullMarked
package dev.headgate.sink.hdfs;

import org.jspecify.annotations.NullMarked;
