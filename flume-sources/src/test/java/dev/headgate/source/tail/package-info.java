@NullMarked
package dev.headgate.source.tail;

import org.jspecify.annotations.NullMarked;
