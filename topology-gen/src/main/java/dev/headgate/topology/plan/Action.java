package dev.headgate.topology.plan;

import java.util.Locale;

/** What happens to an agent. */
public enum Action {
    /** It is new: it has to be installed and started. */
    ADDED("+"),
    /** Only files change that it reads by itself while it runs: it stops and starts its components, and its JVM goes on. */
    RELOADED("~"),
    /** A file changes that is read when its JVM starts. */
    RESTARTED("!"),
    /** It takes no more events, and empties its channels. */
    DRAINED("-"),
    /** It is out of the lock, and its files may go. */
    REMOVED("x"),
    /** The change would part it from events that it holds, or may hold. */
    REFUSED("#"),
    /** None of its files changes. */
    UNCHANGED(" ");

    private final String sign;

    Action(String sign) {
        this.sign = sign;
    }

    /** The word that plans use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sign before an agent in a plan. */
    public String sign() {
        return sign;
    }
}
