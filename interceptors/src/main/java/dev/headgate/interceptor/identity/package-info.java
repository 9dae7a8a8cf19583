/** Gives every event its identity at the first tier: {@code origin} and {@code sequence}. */
@NullMarked
package dev.headgate.interceptor.identity;

import org.jspecify.annotations.NullMarked;
