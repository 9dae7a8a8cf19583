/** What is wrong with a flume.conf that anybody wrote. */
@NullMarked
package dev.headgate.topology.lint;

import org.jspecify.annotations.NullMarked;
