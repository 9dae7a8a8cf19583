/** From the bytes of a topology file to the model: YAML with positions, a typed reader, every problem at once. */
@NullMarked
package dev.headgate.topology.parse;

import org.jspecify.annotations.NullMarked;
