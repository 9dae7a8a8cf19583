package dev.headgate.source.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flume.FlumeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * Knows topics by their ids, which change when a topic is deleted and made again, as its offsets begin anew then.
 *
 * <p>Used by the source's thread.
 */
final class TopicIds {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Function<String, String> lookUp;
    private final Map<String, String> known = new HashMap<>();

    /**
     * Makes a cache of topic ids.
     *
     * @param lookUp asks for the id of a topic; throws where there is no answer, as another name would be another feeder
     */
    TopicIds(Function<String, String> lookUp) {
        this.lookUp = lookUp;
    }

    /** Asks the cluster, with a connection for each question: there are few. */
    static TopicIds ofCluster(Map<String, Object> adminSettings) {
        return new TopicIds(topic -> ask(adminSettings, topic));
    }

    String of(String topic) {
        return known.computeIfAbsent(topic, lookUp);
    }

    /** Asks anew the next time. */
    void forget(String topic) {
        known.remove(topic);
    }

    private static String ask(Map<String, Object> adminSettings, String topic) {
        Admin admin = Admin.create(adminSettings);
        try {
            Uuid id = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .topicId();
            // A topic of a cluster that knows no ids has none.
            return id.equals(Uuid.ZERO_UUID) ? topic : id.toString();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FlumeException("Interrupted while asking for the id of topic '" + topic + "'.", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            Throwable reason = failed.getCause() == null ? failed : failed.getCause();
            throw new FlumeException(
                    "Cannot ask for the id of topic '" + topic + "' of key 'topics': " + reason.getMessage()
                            + ". Let the source describe the topic.",
                    failed);
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
