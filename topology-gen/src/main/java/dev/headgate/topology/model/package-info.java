/** What a topology file says, with the place of every word of it, and the problems that can be found in it. */
@NullMarked
package dev.headgate.topology.model;

import org.jspecify.annotations.NullMarked;
