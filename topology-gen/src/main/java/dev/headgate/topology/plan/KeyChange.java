package dev.headgate.topology.plan;

/**
 * A key of a file that changes.
 *
 * @param before empty where it was not there
 * @param after empty where it will not be there
 */
public record KeyChange(String file, String key, String before, String after) {}
