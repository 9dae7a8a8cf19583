/** Subcommands of the command line that know what plugins leave on disk. */
@NullMarked
package dev.headgate.tools;

import org.jspecify.annotations.NullMarked;
