@NullMarked
package dev.headgate.source.lane;

import org.jspecify.annotations.NullMarked;
