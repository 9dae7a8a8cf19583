package dev.headgate.benchmark;

/** What was to be measured has failed; the message says how, and what to do. */
final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchmarkException(String message) {
        super(message);
    }
}
