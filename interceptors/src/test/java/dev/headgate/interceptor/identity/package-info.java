@NullMarked
package dev.headgate.interceptor.identity;

import org.jspecify.annotations.NullMarked;
