/** Pictures of a topology: tiers as columns, rates on the ways between them. */
@NullMarked
package dev.headgate.topology.graph;

import org.jspecify.annotations.NullMarked;
