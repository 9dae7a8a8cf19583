package dev.headgate.sink.kafka;

import dev.headgate.sink.kafka.Topics.Topic;
import java.io.IOException;
import org.apache.flume.Event;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends events as records, and rejects those that no broker has to be asked about. Used by one thread. */
final class RecordSender {
    private final EventRecords records;
    private final Topics topics;
    private final int largestRecord;

    RecordSender(KafkaSettings settings) {
        this.records = new EventRecords(settings.records());
        this.topics = new Topics(settings.unknownTopics());
        this.largestRecord = ProducerSettings.largestRecord(settings);
    }

    /** Looks for all topics anew. */
    void forgetTopics() {
        topics.forget();
    }

    /** Sends one, without waiting for the answer. */
    void send(KafkaSession session, SentEvent sent) throws IOException, InterruptedException {
        Event event = sent.event().event();
        String rendered = records.topic(event);
        Topic topic = topics.find(rendered, session);
        if (topic == null) {
            sent.reject("topic '" + TopicNames.legal(rendered) + "' does not exist");
            return;
        }
        ProducerRecord<byte[], byte[]> record = records.record(topic.name(), event);
        Integer partition = record.partition();
        if (partition != null
                && partition >= topic.partitions()
                && partition >= topics.refreshed(rendered, session).partitions()) {
            sent.reject("topic '" + topic.name() + "' has no partition " + partition);
        } else if (record.value().length > largestRecord) {
            sent.reject(record.value().length + " bytes are more than kafka.max.request.size allows");
        } else {
            session.send(record, sent.sending(topic.name()));
        }
    }
}
