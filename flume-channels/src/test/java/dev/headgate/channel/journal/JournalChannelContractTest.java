package dev.headgate.channel.journal;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flume.Channel;

class JournalChannelContractTest extends ChannelContract {
    @Override
    Channel create() {
        return new JournalChannel();
    }

    @Override
    Map<String, String> keys(Path directory, int keepAliveSeconds) {
        return Map.of(
                "directories", directory.resolve("journal").toString(),
                "capacity", Integer.toString(CAPACITY),
                "transaction-capacity", Integer.toString(TRANSACTION_CAPACITY),
                "keep-alive", seconds(keepAliveSeconds),
                "segment-size", "64KB",
                "reserve", "0B");
    }
}
