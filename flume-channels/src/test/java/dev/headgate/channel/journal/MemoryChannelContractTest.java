package dev.headgate.channel.journal;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flume.Channel;
import org.apache.flume.channel.MemoryChannel;

/** Shows that the contract is Flume's: its memory channel keeps it. */
class MemoryChannelContractTest extends ChannelContract {
    @Override
    Channel create() {
        return new MemoryChannel();
    }

    @Override
    Map<String, String> keys(Path directory, int keepAliveSeconds) {
        return Map.of(
                "capacity", Integer.toString(CAPACITY),
                "transactionCapacity", Integer.toString(TRANSACTION_CAPACITY),
                "keep-alive", Integer.toString(keepAliveSeconds));
    }

    /** It keeps a list for each and never looks whether both are used. */
    @Override
    boolean mixesPutsAndTakes() {
        return true;
    }

    @Override
    boolean isDurable() {
        return false;
    }
}
