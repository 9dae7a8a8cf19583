/** The tail source: lines of files become events, whatever happens to the names of the files. */
@NullMarked
package dev.headgate.source.tail;

import org.jspecify.annotations.NullMarked;
