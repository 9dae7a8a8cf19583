/** Keys and certificates in files, as every component that encrypts uses them. */
@NullMarked
package dev.headgate.kit.tls;

import org.jspecify.annotations.NullMarked;
