/** Feeders, positions and identity: what travels in the headers of an event. */
@NullMarked
package dev.headgate.kit.progress;

import org.jspecify.annotations.NullMarked;
