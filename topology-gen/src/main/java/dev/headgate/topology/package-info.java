/** The generator: from one topology file to every agent's configuration. */
@NullMarked
package dev.headgate.topology;

import org.jspecify.annotations.NullMarked;
