package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.BBPartHandle;
import org.apache.hadoop.fs.BBUploadHandle;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.UploadHandle;

/**
 * An object whose parts are in the store and that nobody sees until it is completed. Immutable.
 *
 * @param parts in their order, the first has number 1; empty where they are not known
 */
record Upload(UploadHandle handle, List<PartHandle> parts) {
    private static final String DIVIDER = ",";

    Upload {
        parts = List.copyOf(parts);
    }

    /** As a word of letters, digits and signs that a {@link Manifest} takes for a name. */
    String encode() {
        return Stream.concat(Stream.of(handle.toByteArray()), parts.stream().map(PartHandle::toByteArray))
                .map(Base64.getEncoder()::encodeToString)
                .collect(Collectors.joining(DIVIDER));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException where it is none
     */
    static Upload decode(String text) throws IOException {
        try {
            List<ByteBuffer> handles = Stream.of(text.split(DIVIDER, -1))
                    .map(each -> ByteBuffer.wrap(Base64.getDecoder().decode(each)))
                    .toList();
            return new Upload(
                    BBUploadHandle.from(handles.get(0)),
                    handles.stream().skip(1).map(BBPartHandle::from).toList());
        } catch (IllegalArgumentException broken) {
            throw new IOException("'" + text + "' is no upload", broken);
        }
    }
}
