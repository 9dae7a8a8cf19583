package dev.headgate.sink.kafka;

/**
 * What the brokers know of a transactional id. Whoever takes the id has another producer or epoch; since Kafka 4.0 each
 * transaction has another epoch.
 *
 * @param isOpen whether a transaction of it is under way
 */
record TransactionView(long producerId, int epoch, boolean isOpen) {}
