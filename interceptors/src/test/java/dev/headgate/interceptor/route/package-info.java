@NullMarked
package dev.headgate.interceptor.route;

import org.jspecify.annotations.NullMarked;
