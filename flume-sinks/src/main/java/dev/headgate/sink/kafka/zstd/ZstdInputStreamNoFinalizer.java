package dev.headgate.sink.kafka.zstd;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses with whatever zstd-jni is there. Used by one thread. */
public final class ZstdInputStreamNoFinalizer extends FilterInputStream {
    public ZstdInputStreamNoFinalizer(InputStream in, BufferPool unused) throws IOException {
        super(new ZstdInputStream(in));
    }
}
