package dev.headgate.topology.cli;

/** How a command says its result. */
enum Output {
    TEXT,
    JSON
}
