package dev.headgate.topology.model;

/**
 * What one agent can take in.
 *
 * @param events of any size
 * @param bytes of bodies
 */
public record Capacity(Rate events, ByteRate bytes) {}
