package dev.headgate.source.tail;

import org.apache.flume.instrumentation.SourceCounterMBean;

/**
 * What a tail source shows over JMX, beside what every source of Flume shows.
 *
 * <p>Public because JMX asks for it; its name is that of the counter with the ending that JMX asks for.
 */
public interface TailCounterMBean extends SourceCounterMBean {
    /** How many bytes of the files the channel does not have yet, when they were last looked at. */
    long getBytesBehind();

    /** How often a line was cut because it is longer than {@code max-line}. */
    long getCutCount();
}
