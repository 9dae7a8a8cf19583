/** An install of Flume, whose own classes say what they would take. */
@NullMarked
package dev.headgate.topology.install;

import org.jspecify.annotations.NullMarked;
