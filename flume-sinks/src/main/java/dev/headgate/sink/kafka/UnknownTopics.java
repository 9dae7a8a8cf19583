package dev.headgate.sink.kafka;

/** What happens to events whose topic does not exist. */
enum UnknownTopics {
    WAIT,
    DEAD_LETTER
}
