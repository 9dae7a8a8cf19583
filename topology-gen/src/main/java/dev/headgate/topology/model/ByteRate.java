package dev.headgate.topology.model;

import dev.headgate.kit.option.DataSize;

/**
 * A rate of data, written as {@code 10MB/s}.
 *
 * @param perSecond bytes per second
 */
public record ByteRate(DataSize perSecond) {
    private static final DataSize MOST = DataSize.ofGigabytes(1024);

    /**
     * Reads a rate above nothing.
     *
     * @throws IllegalArgumentException where the text is no rate of data; the message says why and what to write
     */
    public static ByteRate parse(String text) {
        String stripped = text.strip();
        if (!stripped.endsWith("/s")) {
            throw new IllegalArgumentException("not a rate of data. Give a size per second, such as 10MB/s");
        }
        DataSize size = DataSize.parse(stripped.substring(0, stripped.length() - 2));
        if (size.bytes() == 0 || size.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("out of bounds. Give 1B/s to " + MOST + "/s");
        }
        return new ByteRate(size);
    }

    @Override
    public String toString() {
        return perSecond + "/s";
    }
}
