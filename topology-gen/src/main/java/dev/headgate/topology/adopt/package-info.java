/** A first topology made of flume.conf files that run already: what fits, and what does not and why. */
@NullMarked
package dev.headgate.topology.adopt;

import org.jspecify.annotations.NullMarked;
