package dev.headgate.topology.model;

/** A value and where it was given; a default stands where it could have been given. */
public record Located<T>(T value, Location at) {}
