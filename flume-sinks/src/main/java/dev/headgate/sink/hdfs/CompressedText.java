package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * Lines of text, the file compressed as a whole.
 *
 * @param text how an event becomes a line
 */
record CompressedText(TextFormat text, Codec codec) implements RecordFormat {
    @Override
    public String extension() {
        return text.extension() + codec.extension();
    }

    @Override
    public Records open(FSDataOutputStream stream, Instant opened) throws IOException {
        OutputStream compressed = Compression.ofFile(codec, stream);
        return text.lines(stream, compressed);
    }
}
