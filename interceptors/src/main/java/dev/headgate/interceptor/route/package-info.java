/** Sends events to channels by their stream and their headers. */
@NullMarked
package dev.headgate.interceptor.route;

import org.jspecify.annotations.NullMarked;
