package dev.headgate.sink.lane;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an agent of the next tier takes connections.
 *
 * @param host its name or address
 * @param certified the name that its certificate must bear: that by which it was found
 */
record Target(String host, int port, String certified) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^\\s:/\\[\\]]+):([0-9]{1,5})");

    Target(String host, int port) {
        this(host, port, host);
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException where it is none; the message reads on after "…: "
     */
    static Target parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        int port = form.matches() ? Integer.parseInt(form.group(2)) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("it is not a host and a port. Write host:port");
        }
        return new Target(form.group(1), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
