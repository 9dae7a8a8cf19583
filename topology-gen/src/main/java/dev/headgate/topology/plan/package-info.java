/** What rendering a topology would change, agent by agent, and what of it may not be done to an agent that holds events. */
@NullMarked
package dev.headgate.topology.plan;

import org.jspecify.annotations.NullMarked;
