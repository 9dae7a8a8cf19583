package dev.headgate.channel.journal;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flume.Channel;
import org.apache.flume.channel.file.FileChannel;

/** Shows that the contract is Flume's: its file channel keeps it. */
class FileChannelContractTest extends ChannelContract {
    @Override
    Channel create() {
        return new FileChannel();
    }

    @Override
    Map<String, String> keys(Path directory, int keepAliveSeconds) {
        return Map.of(
                "checkpointDir", directory.resolve("checkpoint").toString(),
                "dataDirs", directory.resolve("data").toString(),
                "capacity", Integer.toString(CAPACITY),
                "transactionCapacity", Integer.toString(TRANSACTION_CAPACITY),
                "keep-alive", Integer.toString(keepAliveSeconds),
                "minimumRequiredSpace", "1000000");
    }

    /** It looks for puts when it takes, and for takes when it commits, and then stores both. */
    @Override
    boolean mixesPutsAndTakes() {
        return true;
    }

    /** Its takes look once and do not wait. */
    @Override
    boolean waitsForEvents() {
        return false;
    }

    /** It writes through interruptible channels: an interrupt closes its files until it is started again. */
    @Override
    boolean survivesInterrupts() {
        return false;
    }
}
