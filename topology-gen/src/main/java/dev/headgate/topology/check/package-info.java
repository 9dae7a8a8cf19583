/** What single values cannot tell: names that refer to nothing, hosts given twice; and which components there are. */
@NullMarked
package dev.headgate.topology.check;

import org.jspecify.annotations.NullMarked;
