/** How many agents each tier needs and how large their channels and heaps are: exact integer arithmetic. */
@NullMarked
package dev.headgate.topology.size;

import org.jspecify.annotations.NullMarked;
