/** What the sinks share: how a batch gets from a channel into a store, and texts made from an event's headers. */
@NullMarked
package dev.headgate.sink;

import org.jspecify.annotations.NullMarked;
