package dev.headgate.sink;

/**
 * The places of a batch's events in their journal, without a gap.
 *
 * @param journalId names the sequence of positions; it changes where they start anew
 * @param first position of the first event
 * @param last position of the last event
 */
public record PositionRange(String journalId, long first, long last) {}
