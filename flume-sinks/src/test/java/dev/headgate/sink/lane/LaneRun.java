package dev.headgate.sink.lane;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.Sink.Status;
import org.apache.flume.SinkRunner;
import org.apache.flume.lifecycle.LifecycleState;
import org.apache.flume.sink.DefaultSinkProcessor;

/** A lane behind a channel, run by Flume's own runner in this process, which pauses for a moment only after a failed turn. */
final class LaneRun implements AutoCloseable {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String name;
    private final SinkRunner runner;

    private LaneRun(String name, SinkRunner runner) {
        this.name = name;
        this.runner = runner;
    }

    static LaneRun start(Channel channel, Map<String, String> keys) {
        LaneSink sink = new LaneSink();
        sink.setName("lane-" + STARTED.incrementAndGet());
        sink.setChannel(channel);
        sink.configure(new Context(keys));
        DefaultSinkProcessor processor = new DefaultSinkProcessor() {
            @Override
            public Status process() throws EventDeliveryException {
                if (super.process() == Status.BACKOFF) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                return Status.READY;
            }
        };
        processor.setSinks(List.of(sink));
        SinkRunner runner = new SinkRunner(processor);
        runner.start();
        return new LaneRun(sink.getName(), runner);
    }

    /** One of the sink's counters, as Flume shows them to monitors. */
    long counted(String counter) {
        return counted("org.apache.flume.sink:type=" + name, counter);
    }

    static long counted(String component, String counter) {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(component), counter);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    void stop() {
        if (runner.getLifecycleState() != LifecycleState.STOP) {
            runner.stop();
        }
    }
}
