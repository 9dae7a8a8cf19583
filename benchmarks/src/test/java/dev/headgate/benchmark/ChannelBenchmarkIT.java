package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.HeadgateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelBenchmarkIT {
    @TempDir
    private Path disk = Path.of("");

    @Test
    void measuresBothChannelsAndTheDisk() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = HeadgateCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "bench",
                        "channel",
                        "--quick",
                        "-o",
                        "json",
                        "--dir",
                        disk.toString(),
                        "--case",
                        "batch-100",
                        "restart-500k");

        assertThat(status).as(err.toString()).isEqualTo(ExitStatus.FINE);
        List<JsonObject> lines = out.toString()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(line.keySet()).containsExactly("case", "unit", "stock", "headgate", "ratio", "limit");
            assertThat(List.of("stock", "headgate", "ratio"))
                    .allSatisfy(
                            field -> assertThat(line.get(field).getAsDouble()).isPositive());
        });
        assertThat(lines.get(0).get("case").getAsString()).isEqualTo("batch-100");
        assertThat(lines.get(0).get("unit").getAsString()).isEqualTo("events/s");
        assertThat(lines.get(0).get("limit").getAsDouble()).isPositive();
        assertThat(lines.get(1).get("case").getAsString()).isEqualTo("restart-500k");
        assertThat(lines.get(1).get("unit").getAsString()).isEqualTo("s");
        assertThat(lines.get(1).get("limit").isJsonNull()).isTrue();
        assertThat(disk).isEmptyDirectory();
    }
}
