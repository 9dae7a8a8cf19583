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

class HdfsBenchmarkIT {
    @TempDir
    private Path disk = Path.of("");

    @Test
    void measuresBothSinksAndAPlainStream() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = HeadgateCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("bench", "hdfs", "--quick", "-o", "json", "--dir", disk.toString(), "--case", "text");

        assertThat(status).as(err.toString()).isEqualTo(ExitStatus.FINE);
        JsonObject line = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(line.get("case").getAsString()).isEqualTo("text");
        assertThat(line.get("stock").getAsDouble()).isPositive();
        assertThat(line.get("headgate").getAsDouble()).isPositive();
        assertThat(line.get("limit").getAsDouble()).isPositive();
        assertThat(disk).isEmptyDirectory();
    }
}
