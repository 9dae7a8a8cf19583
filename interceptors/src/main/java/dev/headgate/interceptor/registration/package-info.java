/** Makes an agent known to the lanes of the tier before it. */
@NullMarked
package dev.headgate.interceptor.registration;

import org.jspecify.annotations.NullMarked;
