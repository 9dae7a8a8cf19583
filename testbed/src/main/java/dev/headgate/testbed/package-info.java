/**
 * What stands around Headgate when it is tried: real stores, real agents, app servers and readers of what landed.
 *
 * <p>The light side, which runs in the process of a test or of the demo; the servers run in one of their own.
 */
@NullMarked
package dev.headgate.testbed;

import org.jspecify.annotations.NullMarked;
