package dev.headgate.sink.kafka.zstd;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Compresses with whatever zstd-jni is there. Used by one thread. */
public final class ZstdOutputStreamNoFinalizer extends FilterOutputStream {
    public ZstdOutputStreamNoFinalizer(OutputStream out, BufferPool unused, int level) throws IOException {
        super(new ZstdOutputStream(out, level));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
    }
}
