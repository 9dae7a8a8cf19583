/** What all sources of ours share: how they run, and where they start. */
@NullMarked
package dev.headgate.source;

import org.jspecify.annotations.NullMarked;
