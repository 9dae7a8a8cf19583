package dev.headgate.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.kit.progress.EventHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flume.Event;
import org.apache.flume.event.SimpleEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a record: the value is the body; a record without a value has an empty one.
 *
 * <p>The record's headers and key become headers where they are text in UTF-8; feeder headers of a record are not
 * believed. Used by the source's thread.
 */
final class RecordEvents {
    private static final String TOPIC = "topic";
    private static final String KEY = "key";

    private final TopicIds ids;
    private final Clock clock;

    RecordEvents(TopicIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    Event event(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            text(header.value()).ifPresent(text -> headers.put(header.key(), text));
        }
        text(record.key()).ifPresent(key -> headers.put(KEY, key));
        headers.put(TOPIC, record.topic());
        headers.put(EventHeaders.FEEDER, ids.of(record.topic()) + ":" + record.partition());
        headers.put(EventHeaders.POSITION, Long.toString(record.offset()));
        long timestamp = record.timestamp() < 0 ? clock.millis() : record.timestamp();
        headers.put(EventHeaders.TIMESTAMP, Long.toString(timestamp));
        Event event = new SimpleEvent();
        event.setBody(record.value() == null ? new byte[0] : record.value());
        event.setHeaders(headers);
        return event;
    }

    /** Asks anew for the topic's id, as its offsets may have begun anew. */
    void forget(String topic) {
        ids.forget(topic);
    }

    private static Optional<String> text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
