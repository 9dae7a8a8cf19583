package dev.headgate.testbed.appserver;

import dev.headgate.kit.progress.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.FlumeException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientConfigurationConstants;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.event.EventBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An app server that sends over Flume's own Avro client, with failover over several agents, and numbers its events.
 *
 * <p>An event carries the app server's name as its feeder, its position from 0 and the time. A batch that is not
 * acknowledged is sent again, with the same numbers, until it is: so it may arrive more than once, but never not at
 * all.
 */
public final class RpcAppServer extends AppServer {
    private static final Logger LOG = LoggerFactory.getLogger(RpcAppServer.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(200);
    private static final String CONNECT_MILLIS = "5000";
    private static final String REQUEST_MILLIS = "20000";

    private final List<String> targets;
    private final Map<String, String> headers;
    private @Nullable RpcClient client;

    /**
     * @param name of the app server, which no other one has: it is the feeder of the events
     * @param targets the agents' Avro sources, as {@code host:port}, the preferred first
     * @param headers what each event carries besides
     */
    public RpcAppServer(String name, List<String> targets, Map<String, String> headers, Workload workload) {
        super(name, workload);
        this.targets = List.copyOf(targets);
        this.headers = Map.copyOf(headers);
    }

    @Override
    void deliver(List<String> batch, long first) throws InterruptedException {
        List<Event> events = events(batch, first);
        boolean told = false;
        while (!isAcknowledged(events, told)) {
            told = true;
            checkNotClosing();
            TimeUnit.NANOSECONDS.sleep(BEFORE_NEXT_TRY.toNanos());
        }
    }

    private List<Event> events(List<String> batch, long first) {
        List<Event> events = new ArrayList<>(batch.size());
        String now = Long.toString(System.currentTimeMillis());
        for (String line : batch) {
            Map<String, String> all = new HashMap<>(headers);
            all.put(EventHeaders.FEEDER, name());
            all.put(EventHeaders.POSITION, Long.toString(first + events.size()));
            all.put(EventHeaders.TIMESTAMP, now);
            events.add(EventBuilder.withBody(line, StandardCharsets.UTF_8, all));
        }
        return events;
    }

    private boolean isAcknowledged(List<Event> events, boolean told) {
        try {
            RpcClient open = client;
            if (open == null) {
                open = RpcClientFactory.getInstance(settings());
                client = open;
            }
            open.appendBatch(events);
            return true;
        } catch (EventDeliveryException | FlumeException e) {
            if (!told) {
                LOG.warn("App server '{}' cannot send to {}: {}. It tries until it can", name(), targets, e.toString());
            }
            release();
            return false;
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty(
                RpcClientConfigurationConstants.CONFIG_CLIENT_TYPE,
                RpcClientFactory.ClientType.DEFAULT_FAILOVER.name());
        // No batch is split: it is acknowledged whole or not at all.
        settings.setProperty(RpcClientConfigurationConstants.CONFIG_BATCH_SIZE, Integer.toString(LARGEST_BATCH));
        settings.setProperty(RpcClientConfigurationConstants.CONFIG_CONNECT_TIMEOUT, CONNECT_MILLIS);
        settings.setProperty(RpcClientConfigurationConstants.CONFIG_REQUEST_TIMEOUT, REQUEST_MILLIS);
        List<String> aliases = new ArrayList<>();
        for (String target : targets) {
            String alias = "h" + aliases.size();
            aliases.add(alias);
            settings.setProperty(RpcClientConfigurationConstants.CONFIG_HOSTS_PREFIX + alias, target);
        }
        settings.setProperty(RpcClientConfigurationConstants.CONFIG_HOSTS, String.join(" ", aliases));
        return settings;
    }

    @Override
    void release() {
        RpcClient open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }
}
