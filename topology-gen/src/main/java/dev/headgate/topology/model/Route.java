package dev.headgate.topology.model;

import java.util.List;

/** Which streams land in which stores. */
public record Route(List<Located<String>> streams, List<Located<String>> to) {}
