/** Which agent stands on which host, its ports and directories, and which lanes lead from agent to agent. */
@NullMarked
package dev.headgate.topology.place;

import org.jspecify.annotations.NullMarked;
