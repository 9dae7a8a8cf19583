package dev.headgate.sink.hdfs;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Compresses as Hadoop's own codecs do, so that whatever reads Hadoop's files reads these. Made once for all files of a sink:
 * to make it Hadoop reads its settings.
 *
 * <p>Hadoop writes zstd with its native library only; the frames of zstd-jni, which Flume has, are the same.
 */
@FunctionalInterface
interface Compression {
    /** The stream that compresses a whole file; closing it closes the file. */
    OutputStream of(OutputStream file) throws IOException;

    /** The compression of whole files. */
    static Compression ofFiles(Codec codec) {
        return switch (codec) {
            case NONE -> file -> file;
            case GZIP -> made(GzipCodec.class)::createOutputStream;
            case SNAPPY -> made(SnappyCodec.class)::createOutputStream;
            case ZSTD -> ZstdOutputStream::new;
            case LZ4 -> made(Lz4Codec.class)::createOutputStream;
        };
    }

    /**
     * The codec of blocks within a sequence file. Hadoop writes no gzip there without its native library; the same
     * compression without gzip's frame it does.
     */
    static CompressionCodec ofBlocks(Codec codec) {
        return switch (codec) {
            case NONE, GZIP -> made(DefaultCodec.class);
            case SNAPPY -> made(SnappyCodec.class);
            case LZ4 -> made(Lz4Codec.class);
            case ZSTD -> throw new IllegalArgumentException("A sequence file takes no zstd.");
        };
    }

    private static CompressionCodec made(Class<? extends CompressionCodec> type) {
        return ReflectionUtils.newInstance(type, new Configuration());
    }
}
