/** The command line: subcommands, exit statuses, messages. */
@NullMarked
package dev.headgate.topology.cli;

import org.jspecify.annotations.NullMarked;
