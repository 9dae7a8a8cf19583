package dev.headgate.sink.hdfs;

import java.nio.charset.StandardCharsets;

/** What ends a line. */
enum LineEnd {
    LF("\n"),
    CRLF("\r\n");

    private final String characters;

    LineEnd(String characters) {
        this.characters = characters;
    }

    byte[] bytes() {
        return characters.getBytes(StandardCharsets.US_ASCII);
    }
}
