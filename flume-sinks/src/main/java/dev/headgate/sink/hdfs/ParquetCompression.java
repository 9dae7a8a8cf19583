package dev.headgate.sink.hdfs;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Compresses the pages of Parquet files with the libraries that Flume has, of which Parquet's own classes ask for newer
 * versions. Keeps nothing between pages: all files share one.
 */
final class ParquetCompression implements BytesInputCompressor {
    private static final int ZSTD_LEVEL = 3;

    private final Codec codec;

    ParquetCompression(Codec codec) {
        this.codec = codec;
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        if (codec == Codec.NONE) {
            return page;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(page.size()));
        page.writeAllTo(whole);
        return BytesInput.from(compressed(whole.toByteArray()));
    }

    private byte[] compressed(byte[] page) throws IOException {
        return switch (codec) {
            case NONE -> page;
            case GZIP -> gzip(page);
            case SNAPPY -> Snappy.compress(page);
            case ZSTD -> Zstd.compress(page, ZSTD_LEVEL);
            case LZ4 -> lz4(page);
        };
    }

    private static byte[] gzip(byte[] page) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(page);
        }
        return compressed.toByteArray();
    }

    private static byte[] lz4(byte[] page) {
        var compressor = LZ4Factory.fastestInstance().fastCompressor();
        byte[] compressed = new byte[compressor.maxCompressedLength(page.length)];
        int length = compressor.compress(page, 0, page.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return switch (codec) {
            case NONE -> CompressionCodecName.UNCOMPRESSED;
            case GZIP -> CompressionCodecName.GZIP;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case ZSTD -> CompressionCodecName.ZSTD;
            case LZ4 -> CompressionCodecName.LZ4_RAW;
        };
    }

    @Override
    public void release() {
        // There is nothing to give back.
    }
}
