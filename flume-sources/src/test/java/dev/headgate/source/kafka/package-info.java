@NullMarked
package dev.headgate.source.kafka;

import org.jspecify.annotations.NullMarked;
