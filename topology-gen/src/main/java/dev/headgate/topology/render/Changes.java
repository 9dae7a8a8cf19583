package dev.headgate.topology.render;

import java.util.List;

/**
 * What writing a deployment changes; paths below the output folder.
 *
 * @param abandoned files that an earlier run wrote and this one does not know; they stay
 */
public record Changes(List<String> added, List<String> changed, List<String> unchanged, List<String> abandoned) {}
