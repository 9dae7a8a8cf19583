package dev.headgate.topology.model;

import org.jspecify.annotations.Nullable;

/**
 * What holds for all agents alike.
 *
 * @param firstPort the first port of a host; its agents take consecutive ones
 * @param data the folder of channels and positions on every host
 * @param logs the folder of the agents' own logs on every host
 * @param secrets the file of secrets on every host
 * @param tls certificates, where what is sent shall be encrypted
 */
public record Ground(
        Located<Long> firstPort,
        Located<String> data,
        Located<String> logs,
        Located<String> secrets,
        @Nullable Tls tls) {}
