package dev.headgate.sink.kafka;

/** Which events of a batch stay in memory: many of them make much work for the garbage collector. */
enum Kept {
    /** None: where one is refused, the batch is taken again. */
    NONE,
    /** Those that the brokers have not answered, to know which one they refuse. */
    UNANSWERED,
    /** All, to be sent again. */
    ALL
}
