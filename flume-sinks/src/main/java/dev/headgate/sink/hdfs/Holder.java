package dev.headgate.sink.hdfs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who has a writer's name. Immutable.
 *
 * @param host the machine
 * @param pid the process on it
 * @param processStart when that process began, which tells two of one number apart
 * @param sink the sink in it
 * @param journal the journal whose cursor it holds; empty where it reads no journal
 * @param run names this start of the sink, and no other
 */
record Holder(String host, long pid, Instant processStart, String sink, String journal, String run) {
    /** This process. */
    static Holder here(String sink, String journal, String run) {
        ProcessHandle process = ProcessHandle.current();
        return new Holder(hostName(), process.pid(), startOf(process), sink, journal, run);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /**
     * Whether another holder cannot write any more, as far as can be known from here without waiting: a journal has one
     * cursor in one process, so where this one holds it the other does not; and a process of this machine can be looked up.
     */
    boolean provesGone(Holder other) {
        if (!journal.isEmpty() && journal.equals(other.journal)) {
            return true;
        }
        return host.equals(other.host) && !isRunning(other);
    }

    private static boolean isRunning(Holder other) {
        return ProcessHandle.of(other.pid)
                .filter(process -> startOf(process).equals(other.processStart))
                .isPresent();
    }

    byte[] encode() {
        return String.join("\n", host, Long.toString(pid), processStart.toString(), sink, journal, run, "")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #encode} wrote; nothing where it is not that. */
    static Optional<Holder> decode(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() != 6) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Holder(
                    lines.get(0),
                    Long.parseLong(lines.get(1)),
                    Instant.parse(lines.get(2)),
                    lines.get(3),
                    lines.get(4),
                    lines.get(5)));
        } catch (RuntimeException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "sink '%s' of process %d on %s".formatted(sink, pid, host);
    }
}
