package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.HeadgateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBenchmarkIT {
    @TempDir
    private Path disk = Path.of("");

    @Test
    void measuresBothSinksAndTheClient() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = HeadgateCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("bench", "kafka", "--quick", "-o", "json", "--dir", disk.toString(), "--case", "kafka-1000");

        assertThat(status).as(err.toString()).isEqualTo(ExitStatus.FINE);
        JsonObject line = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(line.get("case").getAsString()).isEqualTo("kafka-1000");
        assertThat(line.get("stock").getAsDouble()).isPositive();
        assertThat(line.get("headgate").getAsDouble()).isPositive();
        assertThat(line.get("limit").getAsDouble()).isPositive();
        assertThat(disk).isEmptyDirectory();
    }
}
