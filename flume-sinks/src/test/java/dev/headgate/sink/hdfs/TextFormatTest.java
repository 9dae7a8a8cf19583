package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SinkRun;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFormatTest {
    @Test
    void writesTheBodyAlone() {
        assertThat(line(new TextFormat(List.of(), '\t', LineEnd.LF), Map.of("origin", "a")))
                .isEqualTo("GET /\tx\n");
    }

    @Test
    void writesColumnsBeforeTheBodyAndLeavesMissingOnesEmpty() {
        TextFormat format = new TextFormat(List.of("origin", "sequence"), ',', LineEnd.CRLF);

        assertThat(line(format, Map.of("origin", "a"))).isEqualTo("a,,GET /\tx\r\n");
    }

    @Test
    void keepsAColumnOneColumn() {
        TextFormat format = new TextFormat(List.of("origin"), '\t', LineEnd.LF);

        assertThat(line(format, Map.of("origin", "a\tb\nc\rd\\e"))).isEqualTo("a\\\tb\\nc\\rd\\\\e\tGET /\tx\n");
    }

    private static String line(TextFormat format, Map<String, String> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.append(SinkRun.event("GET /\tx", headers), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
