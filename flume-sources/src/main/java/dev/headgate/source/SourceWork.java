package dev.headgate.source;

/**
 * What a source does, turn by turn.
 *
 * <p>A {@link SourceThread} calls {@link #turn} and {@link #close} from its one thread, which owns the work's state.
 */
public interface SourceWork extends AutoCloseable {
    /** How a turn ended. */
    enum Turn {
        /** Events went to the channel; there may be more at once. */
        WORKED,
        /** There was nothing to do. */
        IDLE
    }

    /**
     * Takes at most one batch to the channel.
     *
     * @throws RuntimeException where the channel or what is read failed; then the next turn takes the same events again
     */
    Turn turn();

    /** Asks a turn that may be waiting to end soon. Called by any thread. */
    default void hurry() {}

    /** Puts down what is held. Called once, after the last turn. */
    @Override
    void close();
}
