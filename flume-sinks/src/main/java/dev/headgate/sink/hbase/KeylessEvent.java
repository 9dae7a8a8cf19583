package dev.headgate.sink.hbase;

/** What becomes of an event that lacks something of its row key. */
enum KeylessEvent {
    /** It gets a row that no other event has. */
    OWN_ROW,
    /** It is refused. */
    DEAD_LETTER
}
