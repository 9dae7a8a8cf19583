/** A flume.conf as text: its keys and values with their places, and by their names the components of its agents. */
@NullMarked
package dev.headgate.topology.conf;

import org.jspecify.annotations.NullMarked;
