package dev.headgate.channel.journal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The lock of a log, and what its threads wait for. */
final class LogLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    /** There is something to write. */
    final transient Condition work = newCondition();
    /** Something was acknowledged. */
    final transient Condition room = newCondition();

    void wakeEverybody() {
        work.signalAll();
        room.signalAll();
    }
}
