package dev.headgate.topology.model;

/**
 * The certificates of agents. Passwords are references that Flume resolves when it starts.
 *
 * @param keystore file on every host with the agent's key and certificate
 * @param truststore file on every host with the certificates that are trusted
 */
public record Tls(
        Located<String> keystore,
        Located<String> keystorePassword,
        Located<String> truststore,
        Located<String> truststorePassword) {}
