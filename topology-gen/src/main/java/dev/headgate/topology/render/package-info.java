/** The files of every agent, rendered from templates, checked against the declared options, written in place. */
@NullMarked
package dev.headgate.topology.render;

import org.jspecify.annotations.NullMarked;
