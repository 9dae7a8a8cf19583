package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Lines of text, the file compressed as a whole. */
final class CompressedText implements RecordFormat {
    private final TextFormat text;
    private final Codec codec;
    private final Compression compression;

    /**
     * Files of one codec.
     *
     * @param text how an event becomes a line
     */
    CompressedText(TextFormat text, Codec codec) {
        this.text = text;
        this.codec = codec;
        this.compression = Compression.ofFiles(codec);
    }

    @Override
    public String extension() {
        return text.extension() + codec.extension();
    }

    @Override
    public Records open(FSDataOutputStream stream, Instant opened) throws IOException {
        return text.lines(stream, compression.of(stream));
    }
}
