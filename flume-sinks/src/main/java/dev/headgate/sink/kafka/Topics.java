package dev.headgate.sink.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The topics that were seen to exist, by the names that templates made of events. Used by one thread. */
final class Topics {
    /** Names come from events, so there may be any number of them. */
    private static final int MOST = 10_000;

    private final UnknownTopics policy;
    private final Map<String, Topic> known = new HashMap<>();

    /**
     * A topic that exists.
     *
     * @param partitions how many it had when somebody looked
     */
    record Topic(String name, int partitions) {}

    Topics(UnknownTopics policy) {
        this.policy = policy;
    }

    /**
     * The topic for a name.
     *
     * @return null where it does not exist, and its events are dead letters
     * @throws IOException where it does not exist, and is to be waited for
     */
    @Nullable
    Topic find(String rendered, KafkaSession session) throws IOException, InterruptedException {
        Topic topic = known.get(rendered);
        if (topic == null) {
            String name = TopicNames.legal(rendered);
            if (policy == UnknownTopics.DEAD_LETTER && !session.exists(name)) {
                return null;
            }
            topic = look(name, session);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(rendered, topic);
        }
        return topic;
    }

    /** Looks again at a topic that has grown, perhaps. */
    Topic refreshed(String rendered, KafkaSession session) throws IOException {
        Topic topic = look(TopicNames.legal(rendered), session);
        known.put(rendered, topic);
        return topic;
    }

    void forget() {
        known.clear();
    }

    private static Topic look(String name, KafkaSession session) throws IOException {
        try {
            return new Topic(name, session.partitions(name));
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException unknown) {
            throw new IOException(
                    "topic '" + name + "' cannot be written to: "
                            + String.valueOf(unknown.getMessage()).replaceFirst("\\.$", "")
                            + ". Create it, or set unknown-topics to dead-letter",
                    unknown);
        }
    }
}
