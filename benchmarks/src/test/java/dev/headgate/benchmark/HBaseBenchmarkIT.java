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

class HBaseBenchmarkIT {
    @TempDir
    private Path disk = Path.of("");

    @Test
    void measuresBothSinksAndHBasesOwnClient() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = HeadgateCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("bench", "hbase", "--quick", "-o", "json", "--dir", disk.toString(), "--case", "puts");

        assertThat(status).as(err.toString()).isEqualTo(ExitStatus.FINE);
        List<JsonObject> lines = out.toString()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.get("case").getAsString()).isEqualTo("puts");
            assertThat(List.of("stock", "headgate", "limit"))
                    .allSatisfy(
                            field -> assertThat(line.get(field).getAsDouble()).isPositive());
        });
        assertThat(disk).isEmptyDirectory();
    }
}
