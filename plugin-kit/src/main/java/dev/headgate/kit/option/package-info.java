/** Options of components: each key declared once; parsing, messages, reference and JSON schema come from the declaration. */
@NullMarked
package dev.headgate.kit.option;

import org.jspecify.annotations.NullMarked;
