package dev.headgate.demo;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What was sent, by stream: how often each line. Lines are kept as digests, so that a large log fits.
 *
 * <p>Safe for threads.
 */
final class Ledger {
    private final Map<String, Map<Digest, Integer>> streams = new HashMap<>();
    private long total;

    /** Notes a line that an app server has sent. */
    synchronized void sent(String stream, String line) {
        streams.computeIfAbsent(stream, name -> new HashMap<>()).merge(Digest.of(line), 1, Integer::sum);
        total++;
    }

    synchronized long total() {
        return total;
    }

    /** How often each line was sent over all of these streams. */
    synchronized Map<Digest, Integer> of(Iterable<String> names) {
        Map<Digest, Integer> lines = new HashMap<>();
        for (String name : names) {
            streams.getOrDefault(name, Map.of()).forEach((line, count) -> lines.merge(line, count, Integer::sum));
        }
        return lines;
    }

    /** 128 bits of the SHA-256 of a text: two texts that differ have two digests. */
    record Digest(long high, long low) {
        static Digest of(String text) {
            java.nio.ByteBuffer bytes =
                    java.nio.ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Digest(bytes.getLong(), bytes.getLong());
        }

        private static java.security.MessageDigest sha256() {
            try {
                return java.security.MessageDigest.getInstance("SHA-256");
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java has SHA-256.", impossible);
            }
        }
    }
}
